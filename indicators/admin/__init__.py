"""Indicator sets in the admin: one page a level, with the level below it in a table that can be put in order."""

from . import parts, sets

__all__ = ["parts", "sets"]
