"""WeasyPrint's own style sheet, without the rules for what our documents don't have.

It gives every element a style for its footnotes, margin notes and bullet, used or not: six times as
many styles as there are elements. We have no notes, and only list items have a bullet.
"""

from weasyprint.html import UA_STYLESHEET

_NOTES = {"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"}


def install() -> None:
    """Apply this to every rendering in this process."""
    matcher = UA_STYLESHEET.matcher
    # Each selector is its test, specificity, order, pseudo-element and declarations.
    bullets = [one for one in matcher.other_selectors if one[3] == "marker"]
    matcher.lower_local_name_selectors["li"] += bullets
    matcher.other_selectors = [
        one for one in matcher.other_selectors if one[3] not in {"marker", *_NOTES}
    ]
