"""The overarching report: what many networks' confirmed reports say together, exposing none.

protection.py decides which numbers may be shown, and knows nothing else. gathering.py makes the
only queries, edition.py is what a confirmed report stores, lifecycle.py is the only way things
change, access.py carries the permissions. There are two editions: the office's own, with the names
of networks, and the one to share, in which everything follows from protected numbers. What the
protection promises is in docs/decisions/0008-small-numbers.md.
"""
