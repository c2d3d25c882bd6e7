"""The words that go with the shapes of judgements."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Judgement

JUDGEMENTS = tuple(judgement.value for judgement in Judgement)
# Everything a question's mark can say, in the order in which a legend names it.
SHAPES = (*JUDGEMENTS, "unjudged", "open", "hidden")
_COUNTED = {
    "strength": gettext_lazy("%(count)s sterk"),
    "improvement": gettext_lazy("%(count)s te verbeteren"),
    "mixed": gettext_lazy("%(count)s deels"),
    "unknown": gettext_lazy("%(count)s geen zicht op"),
    "not_applicable": gettext_lazy("%(count)s niet van toepassing"),
    "open": gettext_lazy("%(count)s niet ingevuld"),
    "unjudged": gettext_lazy("%(count)s zonder oordeel"),
    "hidden": gettext_lazy("%(count)s niet getoond"),
}


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
    return str(_COUNTED[shape]) % {"count": count}


def capitalised(text: str) -> str:
    return str(capfirst(text))
