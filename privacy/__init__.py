"""What is kept of people, how long, and how it goes.

terms.py is the table of terms, which `manage.py forget` carries out every night. erasing.py takes
one person out, and personal_rows.py tells what is stored about one. docs/field-inventory.yaml says
of every field what it is for; field_inventory.py reads it.
"""
