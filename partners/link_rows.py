"""Links as whoever asked sees them: how far each is, and what can be done with it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from assessments.models import Assessment, Source
from networks.models import Mail

from .forms import DateForm, RenewForm
from .models import LinkKind, SourceLink


@dataclass(frozen=True)
class Failed:
    """A form about one link that came back."""

    link_pk: int
    form: forms.Form


@dataclass
class LinkRow:
    """One link as whoever asked sees it."""

    link: Any
    # What is wrong with its mail, and what to do.
    trouble: str
    is_expired: bool
    can_be_reminded: bool
    time_form: forms.Form
    renew_form: forms.Form
    # How many questions it is asked, how many of those it answered, and how many are new.
    total: int = 0
    answered: int = 0
    new: int = 0
    remarks: int = 0

    @property
    def source(self) -> Source:
        source: Source = self.link.source
        return source

    @property
    def came_back(self) -> bool:
        return bool(self.time_form.errors or self.renew_form.errors)


def links_of(kind: LinkKind, assessment: Assessment) -> QuerySet[Any]:
    """Return the links of the sources that there are, in order, with their sources."""
    links = kind._default_manager.filter(source__assessment=assessment, source__deleted="")
    return links.select_related("source__organisation").order_by(
        "source__organisation__sort_name", "source__position", "pk"
    )


def rows_of(
    kind: LinkKind, assessment: Assessment, links: QuerySet[Any], failed: Failed | None
) -> list[LinkRow]:
    """Return the links with what can be done with each (three queries)."""
    now = timezone.now()
    able = kind._default_manager.filter(
        kind.is_waiting(), kind.is_working(now), source__assessment=assessment
    )
    to_remind = set(able.exclude(email="").values_list("pk", flat=True))
    found = list(links)
    trouble = _mail_trouble(kind, [link.pk for link in found])
    return [
        LinkRow(
            link=link,
            trouble=trouble.get(link.pk, ""),
            is_expired=now >= link.expires_at,
            can_be_reminded=link.pk in to_remind,
            time_form=_form_of(link, DateForm, failed),
            renew_form=_form_of(link, RenewForm, failed),
        )
        for link in found
    ]


def _form_of(link: SourceLink, kind: type[forms.Form], failed: Failed | None) -> forms.Form:
    if failed and failed.link_pk == link.pk and isinstance(failed.form, kind):
        return failed.form
    day = max(link.answer_by, timezone.localdate())
    return kind(initial={"answer_by": day, "email": link.email}, auto_id=f"%s-{link.pk}")


def _mail_trouble(kind: LinkKind, links: list[int]) -> dict[int, str]:
    """Return what is wrong with the mails about these links, and what to do (one query)."""
    mails = Mail.objects.in_trouble().filter(
        subject_label=kind._meta.label_lower, subject_pk__in=links
    )
    return {mail.subject_pk: mail.error for mail in mails.order_by("pk") if mail.subject_pk}
