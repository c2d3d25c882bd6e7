"""What a point rests on: how many sources of which kind, said in one sentence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Assessment, Finding, Source, View

# In this order: first those who know the cooperation from inside.
_KINDS = (
    Source.Kind.PARTNER,
    Source.Kind.CONVERSATION,
    Source.Kind.MEETING,
    Source.Kind.DOCUMENT,
    Source.Kind.EVALUATOR,
)
# With fewer conversations a word says more than the numbers do.
FEWEST_FOR_A_WORD = 5


class Counted(Protocol):
    """How many sources of one kind, and of which organisations, the most frequent first."""

    @property
    def kind(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def organisations(self) -> Sequence[tuple[str, int]]: ...


@dataclass(frozen=True, kw_only=True)
class Support:
    """How many sources of one kind a point rests on, and of which organisations."""

    kind: str
    count: int
    organisations: tuple[tuple[str, int], ...] = ()


def support_of(views: Iterable[View]) -> tuple[Support, ...]:
    """Return on how many sources views rest, by kind. Fetch them with source and organisation.

    A source counts once, about however many questions it says something.
    """
    sources = {view.source_id: view.source for view in views}.values()
    return _by_kind(
        Counter(
            (source.kind, source.organisation.name if source.organisation else "")
            for source in sources
        )
    )


def supports_of(assessment: Assessment) -> dict[int, tuple[Support, ...]]:
    """Return the same of all points of an assessment, by the primary key of the point (two
    queries).

    Counted by the database: with hundreds of sources behind each of many points there would be too
    much to read.
    """
    counts: defaultdict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    linked = View.objects.of_others().filter(findings__assessment=assessment).order_by()
    told = linked.values_list("findings", "source__kind", "source__organisation__name")
    for point, kind, organisation, count in told.annotate(Count("source", distinct=True)):
        counts[point][kind, organisation or ""] = count
    for point, kind, organisation, count in _only_quoted(assessment):
        counts[point][kind, organisation or ""] += count
    return {point: _by_kind(counted) for point, counted in counts.items()}


def _only_quoted(assessment: Assessment) -> Iterable[tuple[int, str, str | None, int]]:
    """Return by point, kind and organisation how many sources it quotes and doesn't rest on."""
    rests = Finding.views.through.objects.filter(
        finding=OuterRef("finding"), view__source=OuterRef("view__source")
    )
    said = View.objects.of_others().values("pk")
    rows = Finding.quotes.through.objects.filter(finding__assessment=assessment, view__in=said)
    told = rows.exclude(Exists(rests)).values_list(
        "finding", "view__source__kind", "view__source__organisation__name"
    )
    return told.annotate(Count("view__source", distinct=True)).order_by()


def _by_kind(counts: Mapping[tuple[str, str], int]) -> tuple[Support, ...]:
    """Return the support for numbers of sources, by kind and organisation (empty without one)."""
    found = []
    for kind in _KINDS:
        here = [(name, count) for (one, name), count in counts.items() if one == kind]
        if here:
            by_name = sorted((one for one in here if one[0]), key=lambda one: (-one[1], one[0]))
            total = sum(count for _name, count in here)
            found.append(Support(kind=kind, count=total, organisations=tuple(by_name)))
    return tuple(found)


def support_sentence(support: Sequence[Counted]) -> str:
    """Return on what a point rests, as in "Steunt op 5 gesprekken (politie 3, Veilig Thuis 2) en
    1 document."
    """
    if not support:
        return _("Steunt nog op geen enkele bron.")
    told = [_told(one) for one in support]
    before, last = ", ".join(told[:-1]), told[-1]
    together = _("%(before)s en %(last)s") % {"before": before, "last": last} if before else last
    return _("Steunt op %(sources)s.") % {"sources": together}


def _told(one: Counted) -> str:
    counted = _counted(one.kind, one.count)
    named = sum(count for _name, count in one.organisations)
    # Partners and talks are told by organisation; who is behind a document doesn't weigh.
    if one.kind not in (Source.Kind.PARTNER, Source.Kind.CONVERSATION) or not named:
        return counted
    if all(count == 1 for _name, count in one.organisations):
        names = [name for name, _count in one.organisations]
    else:
        names = [f"{name} {count}" for name, count in one.organisations]
    if named < one.count:
        names.append(_("overige %(count)s") % {"count": one.count - named})
    return f"{counted} ({', '.join(names)})"


def _counted(kind: str, count: int) -> str:
    words = {
        "partner": ngettext("%(count)s partner", "%(count)s partners", count),
        "conversation": ngettext("%(count)s gesprek", "%(count)s gesprekken", count),
        "meeting": ngettext("%(count)s bijeenkomst", "%(count)s bijeenkomsten", count),
        "document": ngettext("%(count)s document", "%(count)s documenten", count),
        "evaluator": ngettext(
            "het oordeel van %(count)s evaluator", "het oordeel van %(count)s evaluatoren", count
        ),
    }
    return words[kind] % {"count": count}


def how_many(said: int, conversations: int) -> str:
    """Return in a word who of those spoken with said it; empty when numbers say more.

    The evaluation of 2014 writes "bijna alle", "een aantal" and "een enkele" without saying how
    many that is. Here they have a meaning, which the reading guide of the report gives.
    """
    if conversations < FEWEST_FOR_A_WORD or not said:
        return ""
    if said == conversations:
        return _("alle gesprekspartners")
    if said * 5 >= conversations * 4:
        return _("bijna alle gesprekspartners")
    if said * 2 > conversations:
        return _("de meeste gesprekspartners")
    if said > 2:
        return _("een aantal gesprekspartners")
    return _("een enkele gesprekspartner")


def said_in(support: Sequence[Counted], conversations: int) -> str:
    """Return a sentence that says in a word how many conversations a point rests on, or nothing."""
    said = sum(one.count for one in support if one.kind == Source.Kind.CONVERSATION)
    word = how_many(said, conversations)
    return _("Genoemd door %(word)s.") % {"word": word} if word else ""
