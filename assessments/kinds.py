"""How an evaluation was carried out, and what is said of it wherever it is read.

The Werkset 2.0 (section 1, "De Werkset kan op verschillende manieren worden uitgevoerd") is meant
as a checklist for a self-assessment, and names other ways: by an external researcher, as a
graduation project, by a researcher of one of the partners, or in an evaluation session. A student
who graduates comes from outside, as a researcher does: both are an external evaluation here.

No page or document asks which kind it is: it prints what its kind says.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KindCode = Literal["self_assessment", "external", "session", "internal"]
SELF_ASSESSMENT: KindCode = "self_assessment"


@dataclass(frozen=True, kw_only=True)
class EvaluationKind:
    """A kind with its sentences.

    All names are words with "de", so that "deze" goes before each of them. `judge` is who answered
    and judged, `author` the same as it stands in a sentence, `heading` above a column. `answered`
    has places for two numbers; `invites`, `asks_about_facts` and `spoke` for the name of a network.
    """

    name: str | Promise
    plural: str | Promise
    hint: str | Promise
    about: str | Promise
    judge: str | Promise
    heading: str | Promise
    answered: str | Promise
    author: str | Promise
    writes: str | Promise
    invites: str | Promise
    asks_about_facts: str | Promise
    spoke: str | Promise

    @property
    def title(self) -> str:
        return str(capfirst(str(self.name)))

    def named(self, sentence: str | Promise, network: str) -> str:
        """Return one of its sentences with the name of a network in it."""
        return str(sentence).format(network=network)


KINDS: dict[KindCode, EvaluationKind] = {
    "self_assessment": EvaluationKind(
        name=gettext_lazy("zelfevaluatie"),
        plural=gettext_lazy("zelfevaluaties"),
        hint=gettext_lazy("Het netwerk beantwoordt de vragen en oordeelt zelf."),
        about=gettext_lazy(
            "Dit is een zelfevaluatie: het netwerk keek zelf naar zijn samenwerking. De antwoorden "
            "en de oordelen zijn van het netwerk."
        ),
        judge=gettext_lazy("het netwerk zelf"),
        heading=gettext_lazy("Netwerk"),
        answered=gettext_lazy("Het netwerk beantwoordde {answered} van de {asked} vragen."),
        author=gettext_lazy("het netwerk"),
        writes=gettext_lazy("Het netwerk schrijft een rapport."),
        invites=gettext_lazy(
            "{network} kijkt kritisch naar de eigen samenwerking, en hoort graag wat u ziet."
        ),
        asks_about_facts=gettext_lazy(
            "{network} schreef een rapport over de samenwerking, en vraagt u of de feiten kloppen."
        ),
        spoke=gettext_lazy(
            "{network} sprak met u over de samenwerking, en vraagt u of het verslag daarvan klopt."
        ),
    ),
    "external": EvaluationKind(
        name=gettext_lazy("externe evaluatie"),
        plural=gettext_lazy("externe evaluaties"),
        hint=gettext_lazy(
            "Een onderzoeker van buiten doet het onderzoek en oordeelt. Ook een student die hierop "
            "afstudeert."
        ),
        about=gettext_lazy(
            "Dit is een externe evaluatie: onderzoekers van buiten keken naar de samenwerking. De "
            "antwoorden en de oordelen zijn van de onderzoekers, niet van het netwerk zelf."
        ),
        judge=gettext_lazy("de onderzoekers"),
        heading=gettext_lazy("Onderzoekers"),
        answered=gettext_lazy("De onderzoekers beantwoordden {answered} van de {asked} vragen."),
        author=gettext_lazy("de onderzoekers"),
        writes=gettext_lazy("De onderzoekers schrijven een rapport."),
        invites=gettext_lazy(
            "Onderzoekers van buiten kijken naar de samenwerking in {network}, en horen graag wat "
            "u ziet."
        ),
        asks_about_facts=gettext_lazy(
            "Onderzoekers van buiten schreven een rapport over de samenwerking in {network}, en "
            "vragen u of de feiten kloppen."
        ),
        spoke=gettext_lazy(
            "Onderzoekers van buiten spraken met u over de samenwerking in {network}, en vragen u "
            "of het verslag daarvan klopt."
        ),
    ),
    "session": EvaluationKind(
        name=gettext_lazy("evaluatiesessie"),
        plural=gettext_lazy("evaluatiesessies"),
        hint=gettext_lazy("De partners beantwoorden de vragen samen in een begeleide bijeenkomst."),
        about=gettext_lazy(
            "Dit is het verslag van een evaluatiesessie: de partners van het netwerk bespraken de "
            "vragen samen. De antwoorden en de oordelen zijn van de deelnemers aan de sessie."
        ),
        judge=gettext_lazy("de deelnemers aan de sessie"),
        heading=gettext_lazy("Sessie"),
        answered=gettext_lazy("In de sessie zijn {answered} van de {asked} vragen beantwoord."),
        author=gettext_lazy("de deelnemers aan de sessie"),
        writes=gettext_lazy("Van de sessie komt een rapport."),
        invites=gettext_lazy(
            "De partners van {network} bespreken hun samenwerking in een sessie. Vooraf horen wij "
            "graag wat u ziet."
        ),
        asks_about_facts=gettext_lazy(
            "Er is een rapport van de sessie over de samenwerking in {network}. Wij vragen u of de "
            "feiten kloppen."
        ),
        spoke=gettext_lazy(
            "Voor de sessie over de samenwerking in {network} is met u gesproken. Wij vragen u of "
            "het verslag daarvan klopt."
        ),
    ),
    "internal": EvaluationKind(
        name=gettext_lazy("interne evaluatie"),
        plural=gettext_lazy("interne evaluaties"),
        hint=gettext_lazy(
            "Een onderzoeksmedewerker van een van de partners doet het onderzoek en oordeelt."
        ),
        about=gettext_lazy(
            "Dit is een interne evaluatie: een onderzoeksmedewerker van een van de partners keek "
            "naar de samenwerking. De antwoorden en de oordelen zijn van deze onderzoeker, niet "
            "van het netwerk als geheel."
        ),
        judge=gettext_lazy("de onderzoeker van een van de partners"),
        heading=gettext_lazy("Onderzoeker"),
        answered=gettext_lazy("De onderzoeker beantwoordde {answered} van de {asked} vragen."),
        author=gettext_lazy("de onderzoeker"),
        writes=gettext_lazy("De onderzoeker schrijft een rapport."),
        invites=gettext_lazy(
            "Een onderzoeker van een van de partners kijkt naar de samenwerking in {network}, en "
            "hoort graag wat u ziet."
        ),
        asks_about_facts=gettext_lazy(
            "Een onderzoeker van een van de partners schreef een rapport over de samenwerking in "
            "{network}, en vraagt u of de feiten kloppen."
        ),
        spoke=gettext_lazy(
            "Een onderzoeker van een van de partners sprak met u over de samenwerking in "
            "{network}, en vraagt u of het verslag daarvan klopt."
        ),
    ),
}
CHOICES = [(code, kind.name) for code, kind in KINDS.items()]


def counted_kinds(codes: Iterable[str]) -> str:
    """Return how many there are of each kind, as in "8 zelfevaluaties en 1 externe evaluatie"."""
    times = Counter(codes)
    parts = [
        f"{times[code]} {kind.name if times[code] == 1 else kind.plural}"
        for code, kind in KINDS.items()
        if times[code]
    ]
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} en {last}").format(first=", ".join(parts[:-1]), last=parts[-1])
