"""Entries of the trail as people read them: numbers become names, where there still is one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.models import Membership, TrailEntry, User

Row = tuple[str, int]

_WORDS = {
    **dict(Membership.Role.choices),
    "is_staff": gettext_lazy("beheerder"),
    "is_national": gettext_lazy("landelijk netwerk"),
    # Of a second factor, and what happened to it.
    "totp": gettext_lazy("app"),
    "webauthn": gettext_lazy("passkey"),
    "recovery_codes": gettext_lazy("herstelcodes"),
    "all": gettext_lazy("alles"),
    "added": gettext_lazy("toegevoegd"),
    "renewed": gettext_lazy("vernieuwd"),
    "removed": gettext_lazy("weggehaald"),
    "used": gettext_lazy("gebruikt"),
    # Of a login at the organisation's provider, and why it was refused.
    "sso": gettext_lazy("bij de organisatie"),
    "unknown": gettext_lazy("geen account"),
    "not_verified": gettext_lazy("e-mailadres niet bevestigd"),
    "other_identity": gettext_lazy("account hoort bij iemand anders"),
    "switched_off": gettext_lazy("account staat uit"),
    "other_person": gettext_lazy("iemand anders dan hier"),
    "not_shown_again": gettext_lazy("niet opnieuw laten zien"),
    "cancelled": gettext_lazy("afgebroken"),
    "too_late": gettext_lazy("verlopen of al gebruikt"),
    "away": gettext_lazy("geen antwoord"),
    "not_trusted": gettext_lazy("antwoord klopt niet"),
    "too_often": gettext_lazy("te vaak"),
}
# How files end; people know them in capitals.
_ENDINGS = {"pdf", "docx", "xlsx", "csv", "json", "zip", "html", "txt", "md", "xml"}
_ACCOUNT = User._meta.label_lower


@dataclass(frozen=True)
class ReadEntry:
    """An entry with its names."""

    entry: TrailEntry
    who: str
    subject: str
    detail: str


def read(entries: Iterable[TrailEntry]) -> list[ReadEntry]:
    """Return entries with their names: one query for each kind of row that they are about."""
    rows = list(entries)
    names = _names(rows)
    return [
        ReadEntry(
            entry=entry,
            who=_who(entry, names),
            subject=_called(entry.subject_label, entry.subject_pk, names),
            detail=in_words(entry.detail),
        )
        for entry in rows
    ]


def in_words(detail: str) -> str:
    """Return what was kept as roles, powers or the end of a file's name, in Dutch."""
    return " → ".join(
        ", ".join(_word(word) for word in side.split(",")) for side in detail.split(">")
    )


def _word(word: str) -> str:
    return word.upper() if word in _ENDINGS else str(_WORDS.get(word, word))


def _names(rows: list[TrailEntry]) -> dict[Row, str]:
    asked: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for label, pk in (
            (_ACCOUNT, row.account_pk),
            (row.means_label, row.means_pk),
            (row.subject_label, row.subject_pk),
        ):
            if label and pk is not None:
                asked[label].add(pk)
    found: dict[Row, str] = {}
    for label, numbers in asked.items():
        model = _model(label)
        field = getattr(model, "trail_name", None)
        if model is None or field is None:
            continue
        # Also rows that a page of ours would leave out, such as what was deleted.
        named = model._base_manager.filter(pk__in=numbers).values_list("pk", field)
        found |= {(label, pk): str(name) for pk, name in named}
    return found


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        # Of an earlier version of the portal.
        return None


def _who(entry: TrailEntry, names: dict[Row, str]) -> str:
    account = _called(_ACCOUNT, entry.account_pk, names)
    match entry.who:
        case TrailEntry.Who.ACCOUNT:
            return account
        case TrailEntry.Who.KEY:
            return _("%(name)s, met een API-sleutel") % {"name": account}
        case TrailEntry.Who.LINK:
            return _called(entry.means_label, entry.means_pk, names)
        case _:
            return capfirst(str(entry.get_who_display()))


def _called(label: str, pk: int | None, names: dict[Row, str]) -> str:
    """Return the name of a row; its kind and number when it is gone, or never had a name."""
    if not label or pk is None:
        return ""
    return names.get((label, pk)) or numbered(label, pk)


def numbered(label: str, pk: int) -> str:
    """Return the kind and number of a row."""
    model = _model(label)
    kind = model._meta.verbose_name if model else label
    return _("%(kind)s nr. %(number)s") % {"kind": capfirst(str(kind)), "number": pk}
