"""Places in typed text that look like somebody's data: they are warned of, never refused.

patterns.py is the short rule for what has a form of its own: numbers, addresses, dates. Names take
a library and a process of their own: names_of.py starts it, name_program.py is it.
"""
