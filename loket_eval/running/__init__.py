"""Running the portal on a server: is it well, what does it log, and the worker that must not stop.

docs/decisions/0017-running.md says why, docs/guides/installeren.md how.
"""
