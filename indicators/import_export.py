"""Sets as files of three kinds, and what reading one in would do to the sets that are there."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from indicators.definition.dumping import dump_json, dump_yaml
from indicators.definition.parsing import parse_set
from indicators.definition.problems import DefinitionProblem, InvalidDefinition
from indicators.definition.values import SetDefinition, parts_with_parents
from indicators.versions.compared_parts import Comparison
from indicators.versions.comparison import compare
from indicators.versions.decisions_in_files import (
    decision_in,
    indicators_by_key,
    without_decisions_of,
    without_outdated_decisions,
)
from indicators.xlsx.reading import parse_xlsx
from indicators.xlsx.writing import dump_xlsx

from . import publishing
from .catalogue import definition_of
from .models import IndicatorSet

# How XLSX and old Excel files begin; the latter is refused in words by the reader.
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# How files begin that people choose by mistake, and what we call them.
_OTHER_KINDS = {
    b"%PDF": "een PDF",
    b"\x89PNG": "een afbeelding",
    b"\xff\xd8\xff": "een afbeelding",
    b"GIF8": "een afbeelding",
    b"{\\rtf": "een tekstdocument (RTF)",
    b"<": "een webpagina of XML-bestand",
    b"\xff\xfe": "tekst in UTF-16, en geen UTF-8",
    b"\xfe\xff": "tekst in UTF-16, en geen UTF-8",
}
_RIGHT_KINDS = "kies een XLSX, YAML of JSON met een indicatorenset"
_PLAIN_TEXT = (
    f"dit is gewone tekst of CSV; {_RIGHT_KINDS}. Is het een tabel, open die dan in een "
    "rekenprogramma en sla hem op als .xlsx"
)
# The first line of YAML or JSON: a name with a colon, or a sign that begins a list or fields.
_FIRST_FIELD = re.compile(rb"""\s*(?:[\[{%?-]|["']?[\w-]+["']?\s*:)""")
_COMMENTS = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*(?:#[^\n]*)?\n)*")


@dataclass(frozen=True)
class Format:
    """A kind of file: how to write it, what browsers call it, and what it is good for."""

    name: str
    write: Callable[[SetDefinition], bytes]
    content_type: str


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "xlsx": Format(
            "XLSX", dump_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        "yaml": Format(
            "YAML",
            lambda definition: dump_yaml(definition).encode(),
            "application/yaml; charset=utf-8",
        ),
        "json": Format(
            "JSON",
            lambda definition: dump_json(definition).encode(),
            "application/json; charset=utf-8",
        ),
    }
)


def read_file(content: bytes) -> SetDefinition:
    """Return the set in a file, whose kind shows from its content.

    Raises InvalidDefinition with every problem.
    """
    if content.startswith((_ZIP, _OLE)):
        return parse_xlsx(content)
    for beginning, kind in _OTHER_KINDS.items():
        if content.lstrip().startswith(beginning):
            raise InvalidDefinition([DefinitionProblem(f"dit is {kind}; {_RIGHT_KINDS}")])
    try:
        return parse_set(content)
    except InvalidDefinition:
        # What YAML makes of other text says nothing to somebody who chose a CSV.
        if _is_plain_text(content):
            raise InvalidDefinition([DefinitionProblem(_PLAIN_TEXT)]) from None
        raise


def _is_plain_text(content: bytes) -> bool:
    comments = _COMMENTS.match(content)
    first = comments.end() if comments else 0
    return bool(content[first:].strip()) and not _FIRST_FIELD.match(content, first)


@dataclass(frozen=True)
class Prospect:
    """What reading in a definition would do.

    `existing` is the stored set with the same version number; `compared_with` the one that
    `comparison` is with: that same set, or for a new version the one it was made from. `refusal`
    says why it can't be read in.
    """

    definition: SetDefinition
    outcome: Literal["new set", "new version", "changed draft", "nothing", "refused"]
    existing: IndicatorSet | None = None
    compared_with: IndicatorSet | None = None
    comparison: Comparison | None = None
    refusal: str = ""
    # Keys of questions: which decisions are other ones, and which are dropped as the question is
    # worded otherwise.
    decisions: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    # Another one as soon as anything of the stored set is another.
    fingerprint: str = ""

    @property
    def can_be_read_in(self) -> bool:
        return self.outcome not in ("nothing", "refused")

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many parts of each kind the definition has."""
        pairs = parts_with_parents(self.definition)
        return {_(kind.plural): len(of_kind) for kind, of_kind in pairs.items()}


class ProspectChanged(Exception):
    """The sets are not what the person saw when agreeing.

    `prospect` is what reading in would do now.
    """

    def __init__(self, prospect: Prospect) -> None:
        super().__init__("changed meanwhile")
        self.prospect = prospect


def look_ahead(definition: SetDefinition, version: str = "") -> Prospect:
    """Return what reading in the definition would do, as another version if one is named.

    This changes nothing.
    """
    definition = _as_version(definition, version or definition.version)
    versions = {
        stored.version: stored for stored in IndicatorSet.objects.filter(slug=definition.slug)
    }
    existing = versions.get(definition.version)
    base = versions.get(definition.based_on)
    # A file may come from another portal, with a version that was never read in here.
    if definition.based_on and (base is None or base == existing):
        return Prospect(definition, "refused", existing, refusal=_no_base() % definition.based_on)
    if existing is None:
        # Without a base the newest version says best what is different.
        latest = base or max(versions.values(), key=lambda stored: stored.pk, default=None)
        return _of_new(definition, latest)
    return _of_existing(definition, existing)


def _no_base() -> str:
    return _(
        "Volgens het bestand is deze versie gemaakt uit versie %s, en die is er niet. Lees eerst "
        "die versie in, of maak “gemaakt uit versie” (based_on) in het bestand leeg."
    )


def _of_new(definition: SetDefinition, latest: IndicatorSet | None) -> Prospect:
    if latest is None:
        return Prospect(definition, "new set", fingerprint="new")
    before = _stored(latest)
    comparison = compare(before, definition) if before else None
    return Prospect(
        definition,
        "new version",
        compared_with=latest,
        comparison=comparison,
        fingerprint=f"new beside {latest.pk}",
    )


def _of_existing(definition: SetDefinition, existing: IndicatorSet) -> Prospect:
    before = _stored(existing)
    seen = _fingerprint(existing, before)
    if before == definition:
        return Prospect(definition, "nothing", existing, existing, fingerprint=seen)
    comparison = compare(before, definition) if before else None
    if not existing.is_draft:
        refusal = (
            _("Versie %s is al gepubliceerd met een andere inhoud en verandert niet meer.")
            % existing.version
        )
        return Prospect(
            definition, "refused", existing, existing, comparison, refusal, fingerprint=seen
        )
    # What a file says about words that it has changed itself was decided about the old words.
    kept, dropped = without_outdated_decisions(definition, before) if before else (definition, ())
    if kept == before:
        return Prospect(kept, "nothing", existing, existing, fingerprint=seen)
    decisions = tuple(
        new.key
        for key, new in indicators_by_key(kept).items()
        if before
        and (old := indicators_by_key(before).get(key))
        and key not in dropped
        and decision_in(old) != decision_in(new)
    )
    return Prospect(
        kept, "changed draft", existing, existing, comparison, "", decisions, dropped, seen
    )


@transaction.atomic
def read_in(
    definition: SetDefinition, *, version: str = "", seen: str
) -> tuple[IndicatorSet, Prospect]:
    """Load a definition, all or nothing, as somebody agreed to.

    `seen` is the fingerprint of the prospect that they saw.

    Raises ProspectChanged when it would now do something else, and InvalidDefinition.
    """
    named = version or definition.version
    # A draft with a row that breaks a rule is not read here: only its lock counts.
    list(
        IndicatorSet.objects.select_for_update()
        .filter(slug=definition.slug, version=named)
        .values_list("pk")
    )
    prospect = look_ahead(definition, version)
    # Looked at again under the lock: what somebody agreed to must be what happens.
    if prospect.fingerprint != seen or not prospect.can_be_read_in:
        raise ProspectChanged(prospect)
    try:
        with transaction.atomic():
            indicator_set, _changed = publishing.load(prospect.definition)
    # Two people read in the same new version; there was no row to lock yet.
    except IntegrityError:
        raise ProspectChanged(look_ahead(definition, version)) from None
    return indicator_set, prospect


def _as_version(definition: SetDefinition, version: str) -> SetDefinition:
    """Return the definition under another version number.

    It is then made from the stored version that has the number in the file.

    As for a copy: what is made from a draft is another go at the same change, with the base of that
    draft.
    """
    if version == definition.version:
        return definition
    origin = IndicatorSet.objects.select_related("based_on").filter(
        slug=definition.slug, version=definition.version
    )
    stored = origin.first()
    if stored is None:
        return replace(definition, version=version)
    if stored.is_draft:
        return replace(
            definition, version=version, based_on=stored.based_on.version if stored.based_on else ""
        )
    before = _stored(stored)
    kept = without_decisions_of(definition, before) if before else definition
    return replace(kept, version=version, based_on=stored.version)


def _stored(indicator_set: IndicatorSet) -> SetDefinition | None:
    """Return what the rows say; None for an unfinished draft whose rows break a rule."""
    try:
        return definition_of(indicator_set)
    except InvalidDefinition:
        return None


def _fingerprint(indicator_set: IndicatorSet, stored: SetDefinition | None) -> str:
    content = hashlib.sha256(dump_json(stored).encode()).hexdigest() if stored else "unfinished"
    return f"{indicator_set.pk} {indicator_set.status} {indicator_set.revision} {content}"
