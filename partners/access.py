"""Fetch a link, and what it is for: who has the link has permission for its own source alone."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Assessment
from networks.links import LENGTH, digest_of
from networks.trail import acts_by

from .models import CheckLink, ConversationLink, PartnerLink, SourceLink

Link = TypeVar("Link", PartnerLink, CheckLink, ConversationLink)

# Unknown, withdrawn and renewed links share one text, which gives nothing away.
NO_LINK = gettext_lazy(
    "Deze link werkt niet. Kijk of er een nieuwere mail is, of kopieer de hele link uit de mail. "
    "Lukt het niet? Antwoord dan op die mail."
)


class LinkClosed(PermissionDenied):
    """The link opens nothing, or nothing any more. The message says what to do."""

    def __init__(self, message: str, *, status: int, link: SourceLink | None = None) -> None:
        super().__init__(message)
        self.status = status
        # Whose text may still be on this device.
        self.source = link.source if link else None


def for_reading(secret: str) -> PartnerLink:
    """Return the link with its source, assessment, network and set. Raises LinkClosed."""
    return _working(PartnerLink, secret)


def for_checking(secret: str) -> CheckLink:
    """Return the same for a link to check facts. Raises LinkClosed."""
    return _working(CheckLink, secret)


def for_conversation(secret: str) -> ConversationLink:
    """Return the same for a link to a conversation report. Raises LinkClosed."""
    return _working(ConversationLink, secret)


def _working(kind: type[Link], secret: str) -> Link:
    found = kind._default_manager.filter(digest=digest_of(secret)).select_related(
        "source__organisation", "source__assessment__network", "source__assessment__indicator_set"
    )
    link = found.first() if len(secret) == LENGTH else None
    if link is None or link.withdrawn_at or link.source.deleted:
        raise LinkClosed(str(NO_LINK), status=404)
    acts_by(link)
    if not link.works(timezone.now()):
        raise LinkClosed(
            _(
                "Antwoorden kon tot en met %(day)s. Wat u op tijd invulde, is bewaard. Wilt u nog "
                "iets toevoegen? Antwoord op de mail waar de link in stond. De coördinator kan u "
                "meer tijd geven."
            )
            % {"day": date_format(link.answer_by, "j F Y")},
            status=403,
            link=link,
        )
    return link


def for_writing(secret: str) -> PartnerLink:
    """Return the same with its assessment locked. Raises LinkClosed when nothing can be changed."""
    return _locked(for_reading(secret))


def for_remarking(secret: str) -> CheckLink:
    """Return the link to check facts with its assessment locked; LinkClosed after the review."""
    return _locked(for_checking(secret))


def for_correcting(secret: str) -> ConversationLink:
    """Return the link to a conversation report with its assessment locked; LinkClosed when that is
    confirmed.
    """
    return _locked(for_conversation(secret))


def for_consenting(secret: str) -> PartnerLink:
    """Return the link with its assessment locked, also in the review; LinkClosed when confirmed.

    A partner may take back until then that it is quoted.
    """
    link = _with_locked_assessment(for_reading(secret))
    if link.source.assessment.is_confirmed:
        raise LinkClosed(closed_message(link), status=403, link=link)
    return link


def _locked(link: Link) -> Link:
    if not may_write(_with_locked_assessment(link)):
        raise LinkClosed(closed_message(link), status=403, link=link)
    return link


def _with_locked_assessment(link: Link) -> Link:
    locked = Assessment.objects.select_for_update(of=("self",), no_key=True)
    link.source.assessment = locked.select_related("network", "indicator_set").get(
        pk=link.source.assessment_id
    )
    return link


def may_write(link: SourceLink) -> bool:
    """Say whether the assessment is in the state in which this link can change something."""
    return link.source.assessment.state in link.open_in


def why_closed(link: SourceLink) -> str:
    """Return in which state the assessment is, where nothing can be done with the link."""
    if link.source.assessment.is_confirmed:
        return _("De evaluatie is vastgesteld.")
    if isinstance(link, CheckLink):
        return _("Het rapport ligt niet meer ter toetsing.")
    return _("De evaluatie ligt nu ter toetsing.")


def closed_message(link: SourceLink) -> str:
    """Return the same for who has the link, whose text is kept."""
    if isinstance(link, CheckLink):
        return f"{why_closed(link)} {_('Uw opmerkingen zijn bewaard.')}"
    if isinstance(link, ConversationLink):
        return f"{why_closed(link)} {_('Uw reactie is bewaard.')}"
    return f"{why_closed(link)} {_('Uw antwoorden zijn bewaard.')}"
