"""A comparison in words.

What each change is called, the whole as readable text, and as plain values for JSON.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.models import Indicator
from indicators.part_rows import MODEL_OF
from indicators.parts import BY_CODE, INDICATOR

from .compared_parts import (
    ASPECT_ORDER,
    ASPECT_TEXT,
    Comparison,
    Descent,
    FieldChange,
    NumberedQuestion,
    PartChange,
    SharedIndicator,
)
from .word_difference import DifferenceRun

MARKS = {"kept": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def label_of(kind: str, change: FieldChange) -> str:
    """Return what people call the text that changed: "vraag", "deelaspect 3"."""
    if change.name == ASPECT_TEXT:
        if not change.number:
            return _("deelaspect dat vervalt")
        return _("deelaspect %d") % change.number
    if change.name == ASPECT_ORDER:
        return _("volgorde van de deelaspecten")
    return _(BY_CODE[kind].label(change.name))


def runs_of(kind: str, change: FieldChange) -> tuple[DifferenceRun, ...]:
    """Return the difference as people read it: words of a text, a choice as a whole."""
    words = _words_of(kind, change.name)
    if not words:
        return change.runs
    return (
        DifferenceRun("removed", words[change.before]),
        DifferenceRun("kept", " "),
        DifferenceRun("added", words[change.after]),
    )


def _words_of(kind: str, name: str) -> dict[str, str]:
    """Return the words for the values of a field that is chosen from a list."""
    if name in (ASPECT_TEXT, ASPECT_ORDER):
        return {}
    if BY_CODE[kind].field(name).is_yes_no:
        return {"True": _("ja"), "False": _("nee")}
    # The words of the admin's forms, which say more than those of a spreadsheet.
    choices = MODEL_OF[BY_CODE[kind]]._meta.get_field(name).choices or ()
    return {value: str(label) for value, label in choices}


def decision_of(pair: SharedIndicator) -> str:
    """Return what was decided about a question that is question otherwise, in words."""
    return (
        str(Indicator.Continuity(pair.continuity).label)
        if pair.continuity
        else _("nog geen keuze gemaakt")
    )


def kind_of(part: PartChange) -> str:
    return capfirst(_(BY_CODE[part.kind].singular))


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
    """Return what differs, each in a few words: "indicator inzet: vraag"."""
    places = [f"indicator {question.key}: {_('vervallen')}" for question in comparison.removed]
    places += [f"indicator {question.key}: {_('nieuw')}" for question in comparison.added]
    for pair in comparison.shared:
        labels = [
            *([_("verplaatst")] if pair.moved else []),
            *(label_of(INDICATOR.code, change) for change in pair.changes),
        ]
        places += [f"indicator {pair.key}: {', '.join(labels)}"] if labels else []
    for part in comparison.parts:
        labels = [label_of(part.kind, change) for change in part.changes]
        places.append(f"{kind_of(part).lower()} {part.key}: {', '.join(labels) or state_of(part)}")
    return places


def as_text(comparison: Comparison) -> str:
    """Return everything that changed as lines of text.

    Removed words look like [-this-], added ones like {+this+}.
    """
    if comparison.is_empty:
        return _("Er is niets veranderd.")
    sections = [
        (_("Nieuw"), [_line(question) for question in comparison.added]),
        (_("Vervallen"), [_line(question) for question in comparison.removed]),
        (_("Verplaatst"), [_moved(pair) for pair in comparison.moved]),
        (
            _("Anders gevraagd"),
            [_changed(pair, decision_of(pair)) for pair in comparison.to_decide],
        ),
        (
            _("Samengevoegd of gesplitst"),
            [_descent(descent) for descent in comparison.descents],
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


def _line(question: NumberedQuestion) -> str:
    return f"  {question.number} {question.indicator.text} [{question.key}]"


def _descent(descent: Descent) -> str:
    origins = "\n".join(f"    {_line(origin).strip()}" for origin in descent.origins)
    return f"{_line(descent.after)}\n      {_('komt uit')}\n{origins}"


def _moved(pair: SharedIndicator) -> str:
    place = f"{pair.after.theme.title} › {pair.after.group.title}"
    was = f"{pair.before.number}, {pair.before.theme.title} › {pair.before.group.title}"
    return f"{_line(pair.after)}\n      {place} ({_('was')} {was})"


def _changed(pair: SharedIndicator, decision: str = "") -> str:
    # The key is what a file names the question by.
    head = f"  {pair.after.number} [{pair.key}]" + (f" – {decision}" if decision else "")
    return "\n".join([head, *_differences(INDICATOR.code, pair.changes)])


def _part(part: PartChange) -> str:
    inside = f" ({part.inside})" if part.inside else ""
    head = f"  {kind_of(part)} “{part.title}”{inside}: {state_of(part)}"
    return "\n".join([head, *_differences(part.kind, part.changes)])


def _differences(kind: str, changes: Iterable[FieldChange]) -> Iterator[str]:
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
    return ", ".join(words % len(questions) for words, questions in counts) + "."


def as_values(comparison: Comparison) -> dict[str, Any]:
    """Return everything that changed as plain values, for JSON."""
    return {
        "added": [_question_values(question) for question in comparison.added],
        "removed": [_question_values(question) for question in comparison.removed],
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
        "came_from": [
            _question_values(descent.after)
            | {"origins": [_question_values(origin) for origin in descent.origins]}
            for descent in comparison.descents
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


def _place(question: NumberedQuestion) -> dict[str, str]:
    return {"number": question.number, "theme": question.theme.key, "group": question.group.key}


def _question_values(question: NumberedQuestion) -> dict[str, str]:
    return {"key": question.key, "text": question.indicator.text} | _place(question)


def _change(change: FieldChange) -> dict[str, Any]:
    return {
        "field": change.name,
        **({"number": change.number} if change.number else {}),
        "before": change.before,
        "after": change.after,
        "difference": [[run.change, run.text] for run in change.runs],
    }
