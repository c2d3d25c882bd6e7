"""The list of places that look like somebody's data, before others read the texts for good.

typed_texts.py says which texts are looked through, tasks.py looks through them in the worker,
checking.py asks for that and shows what was found. It warns, and never blocks.
"""
