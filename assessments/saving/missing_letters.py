"""Telling an author at once which characters of a text a PDF can't show."""

from django.utils.translation import ngettext

from loket_eval.pdf.font_coverage import undrawable


def unprinted_message(text: str) -> str:
    """Return what to tell about the characters that no font has; mostly nothing."""
    letters = undrawable(text)
    if not letters:
        return ""
    message = ngettext(
        "Dit teken kan niet in de pdf: %(letters)s Daar komt � te staan. "
        "Schrijf het liever in woorden.",
        "Deze tekens kunnen niet in de pdf: %(letters)s Daar komt � te staan. "
        "Schrijf ze liever in woorden.",
        len(letters),
    )
    return message % {"letters": " ".join(letters)}
