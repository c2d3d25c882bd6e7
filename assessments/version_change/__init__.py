"""Moving a running assessment to another version of its indicator set, and back.

What was written goes along to the question with the same key. What has no place in the other
version stays on the question, theme or criterion of the version that it was written for, so moving
back brings everything back.

targets.py says to which versions it may go, planning.py what would happen, moving.py does it.
"""
