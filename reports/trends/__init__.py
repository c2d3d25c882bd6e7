"""What changed between the periods of a network, without ever joining two different questions as if they were one.

history.py reads the periods; joining.py says what is joined and where a series breaks; since.py
compares a report with the one before it; development.py is a network's page. values.py is what a
confirmed report stores of it.
"""
