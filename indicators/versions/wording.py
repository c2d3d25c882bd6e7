"""A comparison in words: what each change is called, the whole as readable text, and as plain values for JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Criterion, Indicator, IndicatorGroup, IndicatorSet, Theme

from .comparison import Asked, Comparison, FieldChange, Kind, PartChange, SharedIndicator
from .word_difference import Run

MODELS: dict[Kind | str, type[Any]] = {
    "set": IndicatorSet,
    "theme": Theme,
    "group": IndicatorGroup,
    "criterion": Criterion,
    "indicator": Indicator,
}
MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def label_of(kind: Kind | str, change: FieldChange) -> str:
    """Return what people call the text that changed: "vraag", "deelaspect 3"."""
    if change.name == "aspect":
        return _("deelaspect %d") % change.number if change.number else _("deelaspect dat vervalt")
    if change.name == "aspect_order":
        return _("volgorde van de deelaspecten")
    return str(MODELS[kind]._meta.get_field(change.name).verbose_name)


def runs_of(kind: Kind | str, change: FieldChange) -> tuple[Run, ...]:
    """Return the difference as people read it: words of a text, a choice as a whole."""
    if change.name == "implicit":
        words = {"True": _("ja"), "False": _("nee")}
        return (
            Run("removed", words[change.before]),
            Run("kept", " "),
            Run("added", words[change.after]),
        )
    choices = (
        None
        if change.name.startswith("aspect")
        else MODELS[kind]._meta.get_field(change.name).choices
    )
    if choices:
        words = {value: str(label) for value, label in choices}
        return (
            Run("removed", words[change.before]),
            Run("kept", " "),
            Run("added", words[change.after]),
        )
    return change.runs


def decision_of(pair: SharedIndicator) -> str:
    """Return what was decided about a question that is asked otherwise, in words."""
    return (
        str(Indicator.Continuity(pair.continuity).label)
        if pair.continuity
        else _("nog geen keuze gemaakt")
    )


def kind_of(part: PartChange) -> str:
    return capfirst(str(MODELS[part.kind]._meta.verbose_name))


def state_of(part: PartChange) -> str:
    """Return what happened to a theme, group or criterion, in one or a few words."""
    if part.what != "shared":
        return _("nieuw") if part.what == "added" else _("vervallen")
    return ", ".join(
        [
            *([_("verplaatst")] if part.moved else []),
            *([_("tekst veranderd")] if part.changes else []),
        ],
    )


def places_of(comparison: Comparison) -> list[str]:
    """Return what differs, each in a few words: "indicator inzet: vraag", "thema samen: vervallen"."""
    found = [f"indicator {asked.key}: {_('vervallen')}" for asked in comparison.removed]
    found += [f"indicator {asked.key}: {_('nieuw')}" for asked in comparison.added]
    for pair in comparison.shared:
        labels = [
            *([_("verplaatst")] if pair.moved else []),
            *(label_of("indicator", one) for one in pair.changes),
        ]
        found += [f"indicator {pair.key}: {', '.join(labels)}"] if labels else []
    for part in comparison.parts:
        labels = [label_of(part.kind, one) for one in part.changes]
        found.append(f"{kind_of(part).lower()} {part.key}: {', '.join(labels) or state_of(part)}")
    return found


def as_text(comparison: Comparison) -> str:
    """Return everything that changed as lines of text; removed words as [-so-], added ones as {+so+}."""
    if comparison.is_empty:
        return _("Er is niets veranderd.")
    sections = [
        (_("Nieuw"), [_line(asked) for asked in comparison.added]),
        (_("Vervallen"), [_line(asked) for asked in comparison.removed]),
        (_("Verplaatst"), [_moved(pair) for pair in comparison.moved]),
        (
            _("Anders gevraagd"),
            [_changed(pair, decision_of(pair)) for pair in comparison.to_decide],
        ),
        (_("Andere plaats in de bron"), [_changed(pair) for pair in comparison.resourced]),
        (
            _("Set, thema’s, groepen, doelen en uitgangspunten"),
            [_part(part) for part in comparison.parts],
        ),
    ]
    return "\n\n".join(
        f"{title} ({len(lines)})\n" + "\n".join(lines) for title, lines in sections if lines
    )


def _line(asked: Asked) -> str:
    return f"  {asked.number} {asked.indicator.text} [{asked.key}]"


def _moved(pair: SharedIndicator) -> str:
    place = f"{pair.after.theme.title} › {pair.after.group.title}"
    was = f"{pair.before.number}, {pair.before.theme.title} › {pair.before.group.title}"
    return f"{_line(pair.after)}\n      {place} ({_('was')} {was})"


def _changed(pair: SharedIndicator, decision: str = "") -> str:
    head = f"  {pair.after.number} [{pair.key}]" + (f" – {decision}" if decision else "")
    return "\n".join([head, *_differences("indicator", pair.changes)])


def _part(part: PartChange) -> str:
    inside = f" ({part.inside})" if part.inside else ""
    head = f"  {kind_of(part)} “{part.title}”{inside}: {state_of(part)}"
    return "\n".join([head, *_differences(part.kind, part.changes)])


def _differences(kind: Kind | str, changes: Iterable[FieldChange]) -> Iterator[str]:
    for change in changes:
        text = "".join(MARKS[run.change].format(run.text) for run in runs_of(kind, change))
        yield f"      {label_of(kind, change)}: " + text.replace("\n", "\n        ")


def summary_of(comparison: Comparison) -> str:
    """Return one sentence with how many questions are new, gone, moved and asked otherwise."""
    counts = [
        (
            ngettext("%d nieuwe indicator", "%d nieuwe indicatoren", len(comparison.added)),
            comparison.added,
        ),
        (ngettext("%d vervallen", "%d vervallen", len(comparison.removed)), comparison.removed),
        (ngettext("%d verplaatst", "%d verplaatst", len(comparison.moved)), comparison.moved),
        (
            ngettext("%d anders gevraagd", "%d anders gevraagd", len(comparison.to_decide)),
            comparison.to_decide,
        ),
    ]
    return ", ".join(words % len(found) for words, found in counts) + "."


def as_values(comparison: Comparison) -> dict[str, Any]:
    """Return everything that changed as plain values, for JSON."""
    return {
        "added": [_asked(asked) for asked in comparison.added],
        "removed": [_asked(asked) for asked in comparison.removed],
        "moved": [
            {"key": pair.key, "from": _place(pair.before), "to": _place(pair.after)}
            for pair in comparison.moved
        ],
        "changed": [
            _place(pair.after)
            | {
                "key": pair.key,
                "reworded": pair.reworded,
                "retyped": pair.retyped,
                "continuity": pair.continuity,
                "changes": [_change(change) for change in pair.changes],
            }
            for pair in comparison.shared
            if pair.changes
        ],
        "parts": [
            {
                "kind": part.kind,
                "what": part.what,
                "key": part.key,
                "title": part.title,
                "theme": part.inside,
                "moved": part.moved,
                "changes": [_change(change) for change in part.changes],
            }
            for part in comparison.parts
        ],
    }


def _place(asked: Asked) -> dict[str, str]:
    return {"number": asked.number, "theme": asked.theme.key, "group": asked.group.key}


def _asked(asked: Asked) -> dict[str, str]:
    return {"key": asked.key, "text": asked.indicator.text} | _place(asked)


def _change(change: FieldChange) -> dict[str, Any]:
    return {
        "field": change.name,
        **({"number": change.number} if change.number else {}),
        "before": change.before,
        "after": change.after,
        "difference": [[run.change, run.text] for run in change.runs],
    }
