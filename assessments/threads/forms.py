"""What people type and choose in a thread."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.form_fields import EVIDENCE_LIMIT, ProseField
from loket_eval.personal_data.patterns import warning_of
from networks.models import Membership, User


def members_of(network_pk: int) -> list[Membership]:
    """Return the people of a network who can log in, by name (one query)."""
    rows = Membership.objects.filter(network=network_pk, user__is_active=True)
    return list(rows.select_related("user", "organisation").order_by("user__name", "user__pk"))


def _person_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)


def _text_field(label: Any, rows: int) -> ProseField:
    return ProseField(
        label=label,
        required=True,
        rows=rows,
        short=True,
        limit=EVIDENCE_LIMIT,
        error_messages={"required": _("Schrijf eerst iets op.")},
    )


class AssignForm(forms.Form):
    """One of the people of the network, or nobody."""

    person = _person_field(_("Toegewezen aan"))

    def __init__(self, *args: Any, members: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            ("", _("niemand in het bijzonder")),
            *((member.user.pk, f"{member.user.name} ({_described(member)})") for member in members),
        ]


class SaidForm(forms.Form):
    """What somebody says. It can't be changed afterwards, so what looks like somebody's data is
    warned of before: while typing by a script, and otherwise when it is sent for the first time.
    """

    # The name of the field with which a page says that the warning was shown.
    WARNED = "warned"
    personal = ""

    def warns(self, posted: Mapping[str, Any]) -> bool:
        """Say whether the valid text has to be shown once more, with the warning in `personal`."""
        if not posted.get(self.WARNED):
            self.personal = warning_of(self.cleaned_data["text"])
        return bool(self.personal)


class NewThreadForm(SaidForm, AssignForm):
    """A question or remark with which a thread begins."""

    field_order = ("text", "person")

    text = _text_field(_("Uw vraag of opmerking"), 3)
    person = _person_field(_("Voor wie is dit?"))


class ReplyForm(SaidForm):
    text = _text_field(_("Uw reactie"), 2)


def chosen(members: Sequence[Membership], pk: int | None) -> User | None:
    """Return the person of the network with this primary key."""
    return next((member.user for member in members if member.user.pk == pk), None)


def _described(member: Membership) -> str:
    role = str(Membership.Role(member.role).label)
    return f"{role}, {member.organisation}" if member.organisation else role
