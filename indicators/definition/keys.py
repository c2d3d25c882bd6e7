"""The keys of several questions in one text, as a file and a row keep them."""

import re


def joined_keys(text: str) -> str:
    """Return keys that people typed, with commas or white space between them, in one form."""
    return ", ".join(dict.fromkeys(key for key in re.split(r"[\s,;]+", text) if key))


def keys_in(text: str) -> tuple[str, ...]:
    """Return the keys in a text that joined_keys() made."""
    return tuple(text.split(", ")) if text else ()
