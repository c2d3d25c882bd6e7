"""The page of a confirmed report is made once, for everybody who may read it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment
from indicators.models import IndicatorSet
from networks.models import Mail, Network, User
from reports import confirming
from reports.models import ReportArticle
from tests.cast import Cast, load_theme
from tests.networks.mail.working import work

LogIn = Callable[[User], Client]


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    return load_theme()


def confirm(assessment: Assessment, summary: str, by: User) -> str:
    """Confirm it with this summary; return the address of its report."""
    Assessment.objects.filter(pk=assessment.pk).update(summary=summary)
    assessment.refresh_from_db()
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=by)
    assessment.refresh_from_db()
    return reverse("report", args=[assessment.pk])


def made_for(response: HttpResponse) -> bool:
    """Return whether the report was laid out for this reader."""
    return any(template.name == "reports/_body.html" for template in response.templates)


def article_in(response: HttpResponse) -> str:
    return response.content.decode().split("<article", 1)[1].split("</article>")[0]


def test_the_first_reader_has_it_made_for_all(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Everybody gets the same report, with a name, forms and links of their own around it."""
    report = confirm(assessment, "Wij werken goed samen.", cast.anna)
    names = ["anna", "bram", "eva", "lotte", "ada"]
    pages = {name: as_user(getattr(cast, name)).get(report) for name in names}
    assert [made_for(page) for page in pages.values()] == [True, False, False, False, False]
    assert len({article_in(page) for page in pages.values()}) == 1
    assert "Wij werken goed samen." in article_in(pages["lotte"])
    texts = {name: page.content.decode() for name, page in pages.items()}
    assert ["citeren/" in texts[name] for name in names] == [True, False, False, False, False]
    assert ["Anna" in texts[name] for name in names] == [True, False, False, False, False]
    assert as_user(cast.zoe).get(report).status_code == 404
    for page in pages.values():
        assert "no-store" in page["Cache-Control"]
    html = ReportArticle.objects.get().html
    assert "csrf" not in html
    assert cast.anna.name not in html


def test_an_update_of_the_portal_makes_it_anew(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """What another release made is shown no more, and is replaced."""
    report = confirm(assessment, "Wij werken goed samen.", cast.anna)
    anna = as_user(cast.anna)
    now = article_in(anna.get(report))
    ReportArticle.objects.update(made_with="een eerdere uitgave", title="Oud", html="<article>Oud")
    after = anna.get(report)
    assert made_for(after)
    assert article_in(after) == now
    assert "Oud" not in after.content.decode()
    assert not made_for(anna.get(report))


def test_every_version_keeps_its_own(assessment: Assessment, cast: Cast, as_user: LogIn) -> None:
    """Opened again, the page shows the concept; confirmed again, what was confirmed then."""
    anna = as_user(cast.anna)
    report = confirm(assessment, "De eerste tekst.", cast.anna)
    first = article_in(anna.get(report))
    assert "De eerste tekst." in first
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een fout.")
    for summary in ("Een proef.", "Nog een proef."):
        Assessment.objects.filter(pk=assessment.pk).update(summary=summary)
        concept = anna.get(report)
        assert made_for(concept)
        assert summary in article_in(concept)
    confirm(assessment, "De tweede tekst.", cast.anna)
    second = article_in(anna.get(report))
    assert "De tweede tekst." in second
    assert [
        article_in(anna.get(reverse("report_version", args=[assessment.pk, number])))
        for number in (1, 2)
    ] == [first, second]
    missing = reverse("report_version", args=[assessment.pk, 3])
    assert anna.get(missing).status_code == 404
    assert ReportArticle.objects.count() == 2


def test_what_stands_around_it_follows_what_happens(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Consent and the numbers of files are never of the time when the report was made."""
    anna = as_user(cast.anna)
    report = confirm(assessment, "Wij werken goed samen.", cast.anna)
    before = anna.get(report).content.decode()
    assert "SHA-256" not in before
    assert "checked" not in before
    work()
    change_consent = reverse("change_consent", args=[assessment.pk])
    assert anna.post(change_consent, {"consent-allowed": "on"}).status_code == 302
    after = anna.get(report)
    assert not made_for(after)
    assert "SHA-256" in after.content.decode()
    assert "checked" in after.content.decode()


def test_who_has_a_link_reads_the_same(assessment: Assessment, cast: Cast, as_user: LogIn) -> None:
    """It is the version that was shared, also after another one was confirmed."""
    anna = as_user(cast.anna)
    report = confirm(assessment, "De eerste tekst.", cast.anna)
    first = article_in(anna.get(report))
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    sent = {"emails": "team@vt.example", "until": until}
    assert anna.post(reverse("share_report", args=[assessment.pk]), sent).status_code == 302
    link = "/gedeeld/" + Mail.objects.get().text.split("/gedeeld/")[1].split()[0]
    confirming.reopen(assessment=assessment, by=cast.ada, reason="Een fout.")
    confirm(assessment, "De tweede tekst.", cast.anna)
    anna.get(report)
    shared = Client().get(link)
    assert not made_for(shared)
    assert article_in(shared) == first


def test_a_concept_is_made_anew_only_when_something_changed(
    assessment: Assessment, cast: Cast, as_user: LogIn
) -> None:
    """Nobody reads what isn't so any more, nor a link to where only others may write."""
    report, points = (reverse(name, args=[assessment.pk]) for name in ("report", "points"))
    anna, bram, eva = (as_user(user) for user in (cast.anna, cast.bram, cast.eva))
    Assessment.objects.filter(pk=assessment.pk).update(summary="Een eerste tekst.")
    pages = [client.get(report) for client in (anna, anna, bram, eva, eva)]
    assert [made_for(page) for page in pages] == [True, False, False, True, False]
    writers, readers = {article_in(page) for page in pages[:3]}, set(map(article_in, pages[3:]))
    assert [len(writers), len(readers)] == [1, 1]
    assert [points in article for article in (*writers, *readers)] == [True, False]
    Network.objects.filter(pk=cast.noord.pk).update(name="Netwerk Noord-Oost")
    Assessment.objects.filter(pk=assessment.pk).update(summary="Een tweede tekst.")
    after = [article_in(client.get(report)) for client in (anna, bram, eva)]
    assert ["Een tweede tekst." in article for article in after] == [True] * 3
    assert ["Netwerk Noord-Oost" in article for article in after] == [True] * 3
    assert ["Een eerste tekst." in article for article in after] == [False] * 3
