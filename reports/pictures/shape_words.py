"""The words that go with the shapes of judgements."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.models import Judgement

JUDGEMENTS = tuple(judgement.value for judgement in Judgement)
# Everything a question's mark can say, in the order in which a legend names it.
SHAPES = (*JUDGEMENTS, "unjudged", "open", "hidden")


def word(shape: str) -> str:
    """Return what a shape says: "sterk punt", "niet ingevuld"."""
    if shape in JUDGEMENTS:
        return str(Judgement(shape).label)
    return {
        "open": _("niet ingevuld"),
        "unjudged": _("beantwoord, zonder oordeel"),
        "hidden": _("niet getoond"),
    }[shape]


def counted(shape: str, count: int) -> str:
    """Return how often something occurs, in few words: "2 sterk"."""
    words = {
        "strength": _("%(count)s sterk"),
        "improvement": _("%(count)s te verbeteren"),
        "mixed": _("%(count)s deels"),
        "unknown": _("%(count)s geen zicht op"),
        "not_applicable": _("%(count)s niet van toepassing"),
        "open": _("%(count)s niet ingevuld"),
        "unjudged": _("%(count)s zonder oordeel"),
        "hidden": _("%(count)s niet getoond"),
    }
    return words[shape] % {"count": count}


def capitalised(text: str) -> str:
    return str(capfirst(text))
