"""Indicator sets in the admin.

The set's own page, its tree with a small page a part, and the life of its versions.
"""

from . import indicator_sets

__all__ = ["indicator_sets"]
