"""Before confirming, the page says what doesn't fit together, with the way to where it is mended.
It warns, and never blocks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding
from indicators.catalogue import catalogue_of
from indicators.models import Indicator
from partners.models import ConversationLink, Correction
from reports.contradictions import contradictions_in
from tests.assessments.every_form import make_set
from tests.cast import Cast, make_assessment
from tests.markup import tight


@pytest.fixture
def anna(cast: Cast, as_user) -> Client:
    return as_user(cast.anna)


@pytest.fixture
def proef(cast: Cast) -> Assessment:
    return make_assessment(cast.noord, make_set("proef", "apart"))


def judge(assessment: Assessment, key: str, judgement: str, *kinds: str) -> None:
    """Give a question a judgement, and points of these kinds with an explanation."""
    indicator = Indicator.objects.get(
        group__theme__indicator_set=assessment.indicator_set_id, key=key
    )
    Answer.objects.create(
        assessment=assessment, indicator=indicator, text="Ja.", judgement=judgement
    )
    for kind in kinds:
        point = Finding.objects.create(
            assessment=assessment, kind=kind, headline=f"Punt bij {key}", explanation="Zo is het."
        )
        point.indicators.add(indicator)


def pages(client: Client, assessment: Assessment) -> list[str]:
    """Return the page of checking, and the question before confirming."""
    names = ("confirmation", "ask_to_confirm")
    urls = [reverse(name, args=[assessment.pk]) for name in names]
    return [tight(client.get(url).content.decode()) for url in urls]


def test_a_judgement_with_points_of_the_other_kind_alone(proef: Assessment, anna: Client):
    """Strong with only a point to improve, and the mirror; both kinds, or "deels", fit."""
    judge(proef, "open", "strength", "improvement")
    judge(proef, "aantal", "improvement", "strength")
    judge(proef, "vaak", "strength", "strength", "improvement")
    judge(proef, "wel", "mixed", "improvement")
    lifecycle.submit_for_review(assessment=proef)
    theme = reverse("theme", args=[proef.pk, "samen"])
    for page in pages(anna, proef):
        said = page.partition("Wat past nog niet bij elkaar?")[2]
        assert f'<a href="{theme}#i-open">Vraag 1.1</a> is als sterk beoordeeld' in said
        assert f'<a href="{theme}#i-aantal">Vraag 1.2</a> is als te verbeteren beoordeeld' in said
        assert "#i-vaak" not in said
        assert "#i-wel" not in said


def test_what_is_missing_is_named_with_its_place(proef: Assessment, anna: Client):
    """A headline alone, a recommendation without who or when, a point to improve without one."""
    bare = proef.findings.create(kind="improvement", headline="Te laat gebeld")
    lone = proef.findings.create(kind="improvement", headline="Weinig tijd", explanation="Ja.")
    vague = proef.recommendations.create(what="Bel eerder", who="De politie")
    vague.points.add(bare)
    agreed = proef.recommendations.create(
        what="Oefen", who="De coördinator", by_when=timezone.localdate()
    )
    lifecycle.submit_for_review(assessment=proef)
    points, recommendations = (
        reverse(name, args=[proef.pk]) for name in ("points", "recommendations")
    )
    for page in pages(anna, proef):
        said = page.partition("Wat past nog niet bij elkaar?")[2].partition("houdt u niet tegen")[0]
        assert "1 punt heeft een kop zonder toelichting:" in said
        assert "1 verbeterpunt heeft geen aanbeveling:" in said
        assert "Bij 1 aanbeveling staat niet wie het doet of wanneer het klaar is:" in said
        links = [
            f"{points}#p-{bare.pk}",
            f"{points}#p-{lone.pk}",
            f"{recommendations}#p-{vague.pk}",
        ]
        assert [said.count(f'href="{link}"') for link in links] == [1, 1, 1]
        assert f'#p-{agreed.pk}"' not in said.partition("aanbeveling staat niet wie")[2]


def test_remarks_that_nobody_handled(proef: Assessment, anna: Client, cast: Cast):
    """A colleague's at the facts and a correction on a conversation report, once it was sent."""
    source = proef.sources.create(kind="conversation", function="wijkagent")
    link = ConversationLink.objects.create(
        source=source,
        email="agent@voorbeeld.example",
        digest="x",
        made_at=timezone.now(),
        answer_by=timezone.localdate(),
        expires_at=timezone.now(),
    )
    Correction.objects.create(link=link, remark="Dat zei ik niet.")
    lifecycle.submit_for_review(assessment=proef)
    lifecycle.check_facts(
        assessment=proef, by=cast.bram, agrees=False, remark="Het cijfer klopt niet."
    )
    page = pages(anna, proef)[1]
    assert "1 collega heeft een opmerking bij de feiten. Is die verwerkt?" in page
    assert "correctie op een gespreksverslag" not in page
    ConversationLink.objects.update(sent_at=timezone.now())
    for page in pages(anna, proef):
        assert "1 correctie op een gespreksverslag is nog niet afgehandeld." in page


def test_it_warns_and_never_blocks(proef: Assessment, anna: Client):
    """With all of it there, Anna confirms; the page that follows has the report, the PDF and what
    comes next."""
    judge(proef, "open", "strength", "improvement")
    proef.recommendations.create(what="Oefen", by_when=timezone.localdate())
    lifecycle.submit_for_review(assessment=proef)
    reply = anna.post(reverse("change_state", args=[proef.pk]), {"action": "confirm"}, follow=True)
    page = tight(reply.content.decode())
    assert "De evaluatie is vastgesteld</h1>" in page
    assert f'action="{reverse("report_pdf", args=[proef.pk])}"' in page
    for address in (
        reverse("report", args=[proef.pk]),
        "#share",
        reverse("report", args=[proef.pk]) + "#aanbevelingen",
        reverse("start_assessment", args=["noord"]),
    ):
        assert f'href="{address}"' in page
    assert "Kijk terug op 1 afspraak." in page


def test_when_everything_fits_the_page_says_so(proef: Assessment, anna: Client):
    """And the question before confirming says nothing of it."""
    judge(proef, "open", "strength", "strength")
    lifecycle.submit_for_review(assessment=proef)
    checking, asking = pages(anna, proef)
    assert "Oordelen, punten en aanbevelingen passen bij elkaar" in checking
    assert "Wat past nog niet bij elkaar?" not in asking


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_four_queries(proef: Assessment, count: int):
    """However much there is to say."""
    judge(proef, "open", "strength", *["improvement"] * count)
    for n in range(count):
        proef.recommendations.create(what=f"Doe {n}")
    answers = {answer.indicator_id: answer for answer in proef.answers.all()}
    catalogue, recommendations = catalogue_of(proef.indicator_set), proef.recommendations.all()
    list(recommendations)
    with CaptureQueriesContext(connection) as queries:
        found = contradictions_in(proef, catalogue, answers, recommendations)
    assert len(queries) == 4
    assert (len(found.not_agreed), len(found.not_recommended)) == (count, count)
