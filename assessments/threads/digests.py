"""The daily mail about new talk in one's networks.

It says how much there is and where, and none of what was said: mail can be read by others.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.models import Assessment, Comment, WithoutDigest
from networks.mail import queue_mail
from networks.models import Membership, User


@dataclass(frozen=True)
class News:
    """New comments of others in one assessment; `mine` of them are in threads that are meant for
    this person.
    """

    title: str
    new: int
    mine: int
    link: str


@transaction.atomic
def send_digests(portal: str) -> int:
    """Queue a mail for everybody who has something new to read; return how many.

    Each comment is told of once. `portal` is "https://…/".
    """
    untold = Assessment.objects.running().filter(threads__comments__is_told=False)
    running = Assessment.objects.running().filter(pk__in=untold.values("pk"))
    # Locked: another run of this command waits, and so does who confirms one of them.
    assessments = list(
        running.select_for_update(of=("self",), no_key=True).select_related("network")
    )
    comments = list(
        Comment.objects.filter(thread__assessment__in=assessments, is_told=False)
        .select_related("thread")
        .prefetch_related("mentioned")
    )
    Comment.objects.filter(pk__in=[comment.pk for comment in comments]).update(is_told=True)
    said: defaultdict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        said[comment.thread.assessment_id].append(comment)
    news: defaultdict[tuple[int, User], list[News]] = defaultdict(list)
    members = _members(assessments)
    for assessment in assessments:
        for user in members[assessment.network_id]:
            found = _news(assessment, said[assessment.pk], user, portal)
            if found.new:
                news[assessment.network_id, user].append(found)
    networks = {assessment.network_id: assessment.network for assessment in assessments}
    for (network_pk, user), items in news.items():
        queue_mail(
            to=user.email,
            subject=_("Nieuw overleg in {network}").format(network=networks[network_pk].name),
            template="digest",
            context={
                "name": user.name,
                "network": networks[network_pk].name,
                "news": items,
                "off": portal.rstrip("/") + reverse("digest_choice"),
            },
            network=networks[network_pk],
        )
    return len(news)


def wants_digest(user: User) -> bool:
    return not WithoutDigest.objects.filter(user=user).exists()


def choose_digest(*, user: User, wanted: bool) -> None:
    if wanted:
        WithoutDigest.objects.filter(user=user).delete()
    else:
        WithoutDigest.objects.get_or_create(user=user)


def _members(assessments: Iterable[Assessment]) -> dict[int, list[User]]:
    """Return the people of each network who can log in and want a digest."""
    rows = Membership.objects.filter(
        network__in={assessment.network_id for assessment in assessments}, user__is_active=True
    ).exclude(user__in=WithoutDigest.objects.values("user"))
    found: defaultdict[int, list[User]] = defaultdict(list)
    for member in rows.select_related("user"):
        found[member.network_id].append(member.user)
    return found


def _news(assessment: Assessment, comments: list[Comment], user: User, portal: str) -> News:
    others = [comment for comment in comments if comment.by_id != user.pk]
    mine = [
        comment
        for comment in others
        if comment.thread.assigned_to_id == user.pk or user in comment.mentioned.all()
    ]
    link = portal.rstrip("/") + reverse("threads", args=[assessment.pk])
    return News(assessment.title, len(others), len(mine), link)
