"""The samples: what they show, that loading them is safe, and that nobody real is in them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import (
    Answer,
    Assessment,
    Comment,
    Conclusion,
    FactCheck,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    Thread,
    View,
)
from indicators.catalogue import catalogue_of
from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from national.edition import edition_from_json
from national.models import NationalVersion
from networks.models import Mail, Membership, Network, User
from partners.conversation_reports import Progress, checks_of
from partners.differences import differences_in, questions_with_views
from reports.models import ReportVersion
from reports.report_building import report_of
from samples.management.commands.load_samples import ACCOUNTS, PASSWORD
from samples.sample_files import parse_sample
from samples.sample_rows import load_sample
from tests.cast import SETS, make_assessment, make_cast

SAMPLES = SETS.parent / "samples"
ROLLED_BACK = (
    IndicatorSet, Network, User, Membership, Assessment, Answer, Conclusion, Finding, FollowUp, Recommendation,
    FactCheck, ReportVersion, Source, View, Thread, Comment, Mail,
)  # fmt: skip


def load() -> str:
    out = StringIO()
    call_command("load_samples", stdout=out)
    return out.getvalue()


def rows() -> dict[type[Model], list[dict[str, Any]]]:
    """Everything that loading makes, row by row."""
    return {model: list(model._default_manager.order_by("pk").values()) for model in ROLLED_BACK}


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def taken_back(loaded: None) -> Iterator[None]:
    """What a test adds to the loaded samples is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    """All that can be said of one loaded database, which is taken back afterwards."""

    def test_one_overarching_report_over_2024(self) -> None:
        """All ten networks count; there are numbers to show and to hide, quotes, and three
        recommendations."""
        version = NationalVersion.objects.get()
        shared = edition_from_json(version.shared)
        assert (len(version.contributions), shared.total, len(shared.recommendations)) == (
            10,
            10,
            3,
        )
        assert "voorbeeld" in shared.title
        assert shared.hides
        assert shared.strengths
        assert any(theme.quotes for theme in shared.themes)

    def test_ten_networks_with_two_confirmed_and_one_running_assessment(self) -> None:
        """Every network but the Loket has 2024 and 2025 behind it and is at work on 2026."""
        periods = defaultdict(list)
        for assessment in Assessment.objects.exclude(network__slug="loket-politie").order_by(
            "period_start"
        ):
            periods[assessment.network.slug].append(
                (assessment.period_start.year, assessment.state)
            )
        under_review = {"midden-nederland", "oost-brabant"}
        assert len(periods) == 10
        for slug, found in periods.items():
            stage = "under_review" if slug in under_review else "in_progress"
            assert found == [(2024, "confirmed"), (2025, "confirmed"), (2026, stage)]
        assert set(Assessment.objects.values_list("is_sample", flat=True)) == {True}

    def test_every_confirmed_one_has_its_report(self) -> None:
        """A confirmed sample went through the same verbs as a real one, so its report is stored."""
        confirmed = Assessment.objects.confirmed()
        assert confirmed.count() == 21
        assert [v.number for v in ReportVersion.objects.all()] == [1] * 21
        assert set(ReportVersion.objects.values_list("assessment", flat=True)) == {
            a.pk for a in confirmed
        }
        assert {a.confirmed_at for a in confirmed} == set(
            ReportVersion.objects.values_list("confirmed_at", flat=True)
        )
        since = [version.content["since"] for version in ReportVersion.objects.all()]
        # The second of each of the ten networks is held against the first.
        assert (len([each for each in since if each]), since.count(None)) == (10, 11)

    def test_evaluation_of_2014_is_complete(self) -> None:
        """26 strong points and 22 to improve, the key points, conclusions, advice and follow-up of
        the report."""
        evaluation = Assessment.objects.get(network__slug="loket-politie")
        found = evaluation.findings.select_related("theme")
        by_paragraph = Counter((f.kind, f.source) for f in found if f.theme)
        assert by_paragraph == {
            (kind, paragraph): count
            for paragraph, (strong, weak) in PARAGRAPHS_2014.items()
            for kind, count in (("strength", strong), ("improvement", weak))
        }
        key_points = Counter((f.kind, f.theme) for f in found if f.is_key)
        assert key_points == {("strength", None): 6, ("improvement", None): 4}
        points = [f.headline for f in found if f.theme]
        assert len(points) == len(set(points)) == 48
        assert evaluation.conclusions.count() == 5
        outcomes = list(evaluation.follow_ups.values_list("outcome", flat=True))
        assert outcomes == ["partly", "not", "partly", "not", "followed", "followed"]
        advice = evaluation.recommendations.prefetch_related("repeats")
        assert [[f.position for f in r.repeats.all()] for r in advice] == [
            [2],
            [],
            [4],
            [1],
            [3, 4],
        ]

    def test_recommendations_are_about_points_to_improve(self) -> None:
        """Recommendations say which point to improve they are about."""
        ties = Recommendation.points.through.objects.select_related("finding", "recommendation")
        assert {tie.finding.kind for tie in ties} == {"improvement"}
        assert all(tie.finding.assessment_id == tie.recommendation.assessment_id for tie in ties)
        assert len(ties) == 99

    def test_follow_ups_lead_back_to_the_recommendation(self) -> None:
        """What was advised last time is linked, word for word, to what became of it."""
        linked = FollowUp.objects.exclude(recommendation=None).select_related(
            "recommendation__assessment", "assessment"
        )
        assert (
            linked.count()
            == Recommendation.objects.filter(assessment__title__regex="202[45]$").count()
        )
        for follow_up in linked:
            earlier = follow_up.recommendation
            assert earlier is not None
            assert (follow_up.what, follow_up.origin) == (earlier.what, earlier.assessment.title)
            assert follow_up.assessment.network_id == earlier.assessment.network_id

    def test_kernpunten_hang_on_their_answer(self) -> None:
        """A headline that was given with an answer is linked to it, in the same assessment and on
        the same theme."""
        linked = Finding.objects.exclude(answer=None).select_related("answer__indicator__group")
        assert linked.count() > 100
        for finding in linked:
            answer = finding.answer
            assert answer is not None
            assert (answer.assessment_id, answer.indicator.group.theme_id) == (
                finding.assessment_id,
                finding.theme_id,
            )
            assert answer.judgement in (finding.kind, "mixed")

    def test_partners_checked_the_facts(self) -> None:
        """Both assessments under review have been looked at, with and without remarks."""
        checks = FactCheck.objects.values_list("assessment__network__slug", "agrees")
        assert Counter(checks) == {
            ("midden-nederland", True): 2,
            ("midden-nederland", False): 1,
            ("oost-brabant", True): 1,
            ("oost-brabant", False): 1,
        }

    def test_the_evaluation_of_2014_stands_on_its_sources(self) -> None:
        """21 functions and 24 documents; a point rests on those that the report names with it."""
        evaluation = Assessment.objects.get(network__slug="loket-politie")
        assert Counter(evaluation.sources.values_list("kind", flat=True)) == {
            "conversation": 21,
            "document": 24,
        }
        weapon = evaluation.findings.get(headline="Risico dienstwapen lijkt ondervangen")
        assert sorted(view.source.title for view in weapon.views.select_related("source")) == [
            "6310 Protocol Risico-inventarisatie cliënt MW politie (2013)",
            "6325 Protocol vuurwapen politie (2013)",
        ]
        report = report_of(evaluation)
        assert report.sources is not None
        assert len(report.sources.conversations) == 21

    def test_partners_of_a_running_assessment_see_it_otherwise(self) -> None:
        """Five partners sent in views that differ, and points rest on them."""
        running = Assessment.objects.get(network__slug="rotterdam", state="in_progress")
        partners = running.sources.filter(kind="partner")
        assert [source.sent_in_at is not None for source in partners] == [True] * 5
        mandate = View.objects.filter(source__in=partners, indicator__key="actie-overleg-mandaat")
        assert Counter(mandate.values_list("judgement", flat=True)) == {
            "strength": 3,
            "mixed": 1,
            "improvement": 1,
        }
        assert running.findings.exclude(views=None).distinct().count() == 3

    def test_the_demo_shows_differences_and_talk(self) -> None:
        """The network of the coordinator's account has partners who differ, open and settled
        threads, and a digest in its outbox that tells of what is new."""
        running = Assessment.objects.get(network__slug="noord-nederland", state="in_progress")
        questions = questions_with_views(running, catalogue_of(running.indicator_set))
        found = differences_in(questions)
        assert [one.indicator.key for one in found.large] == [
            "actie-overleg-mandaat",
            "acuut-bereikbaarheid-vt",
        ]
        counts = [len(found.small), len(found.nobody_knows), len(found.agreed)]
        assert counts == [2, 1, 1]
        threads = Thread.objects.filter(assessment=running)
        assert (threads.count(), threads.open().count()) == (4, 2)
        helped = User.objects.get(email="medewerker@loket.example")
        assert threads.open().meant_for(helped).count() == 1
        asked = "coordinator@loket.example"
        digests = Mail.objects.filter(network=running.network, to=asked)
        assert [mail.subject for mail in digests] == [
            "Nieuw overleg in Voorbeeldnetwerk Noord-Nederland"
        ]

    def test_a_second_run_changes_nothing(self) -> None:
        """Loading again says that all is there, and shows the accounts again."""
        before = rows()
        again = load()
        assert rows() == before
        assert "al geladen" in again
        assert PASSWORD in again

    def test_everybody_in_the_table_can_log_in(self) -> None:
        """The table names each account, and each opens with the one password."""
        shown = load()
        for account in ACCOUNTS:
            assert account.email in shown
            assert Client().login(username=account.email, password=PASSWORD)
        roles = Membership.objects.filter(user__email__in=[a.email for a in ACCOUNTS]).values_list(
            "user__email", "role", "network__slug"
        )
        assert set(roles) == {
            ("coordinator@loket.example", "coordinator", "noord-nederland"),
            ("medewerker@loket.example", "contributor", "noord-nederland"),
            ("evaluator@loket.example", "evaluator", "noord-nederland"),
            ("evaluator@loket.example", "evaluator", "oost-nederland"),
            ("evaluator@loket.example", "evaluator", "loket-politie"),
            ("toetser@loket.example", "coordinator", "midden-nederland"),
        }

    def test_nobody_else_has_a_password(self) -> None:
        """Who checked facts in a sample has an account that nobody can log in with."""
        others = User.objects.exclude(email__in=[account.email for account in ACCOUNTS])
        assert others.count() == 5
        assert not any(user.has_usable_password() for user in others)

    @pytest.mark.usefixtures("taken_back")
    def test_loading_takes_as_many_queries_for_a_large_file_as_for_a_small_one(self) -> None:
        """Rows are made in bulk: 99 or 128 answers make no difference."""
        catalogues = {
            (SET.slug, SET.version): catalogue_of(IndicatorSet.objects.get(slug=SET.slug))
        }
        counts = []
        for name, answers in (("noord-holland", 99), ("amsterdam", 128)):
            sample = parse_sample((SAMPLES / f"{name}.yaml").read_bytes(), WERKSET)
            assert sum(len(assessment.answers) for assessment in sample.assessments) == answers
            network = Network.objects.create(slug=f"{name}-2", name=f"Tweede {name}")
            with CaptureQueriesContext(connection) as queries:
                load_sample(sample, catalogues, network=network)
            counts.append(len(queries))
            assert network.assessments.count() == 3
        assert counts[0] == counts[1]

    def test_one_conversation_report_is_agreed_and_one_was_corrected(self) -> None:
        """A point prints what the first of them said, with consent."""
        assessment = Assessment.objects.get(
            network__slug="noord-nederland", state="in_progress", is_sample=True
        )
        checks = checks_of(assessment, catalogue_of(assessment.indicator_set))
        assert [check.progress for check in checks] == [Progress.AGREED, Progress.HANDLED]
        quotes = [view for point in assessment.findings.all() for view in point.quotes.all()]
        assert [view.source.quoted_as for view in quotes] == [checks[0].link.source.quoted_as]
        assert View.objects.quotable().filter(pk=quotes[0].pk).exists()

    def test_no_sentence_stands_twice(self) -> None:
        """The samples read as written by different people: no sentence of six words or more comes
        back."""
        places = defaultdict(list)
        for place, text in prose():
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
                words = re.findall(r"[\w’]+", sentence.lower())
                if len(words) >= 6:
                    places[" ".join(words)].append(place)
        assert {sentence: found for sentence, found in places.items() if len(found) > 1} == {}


# Strong points and improvement points, counted in the report itself.
PARAGRAPHS_2014 = {
    "paragraaf 3.1.1": (4, 4),
    "paragraaf 3.1.2": (3, 3),
    "paragraaf 3.1.3": (2, 2),
    "paragraaf 3.2.1": (2, 1),
    "paragraaf 3.2.2": (3, 4),
    "paragraaf 3.2.3": (3, 1),
    "paragraaf 3.2.4": (2, 1),
    "paragraaf 3.3.1": (2, 2),
    "paragraaf 3.3.2": (2, 2),
    "paragraaf 3.4": (3, 2),
}


def prose() -> Iterator[tuple[str, str]]:
    """Every text that reads as prose, with where it stands."""
    texts = {
        Answer: ("text",),
        Finding: ("explanation",),
        Conclusion: ("text",),
        FollowUp: ("explanation",),
        Recommendation: ("what", "explanation"),
    }
    for comment in Comment.objects.all():
        yield f"comment {comment.pk}", comment.text
    for view in View.objects.exclude(remark=""):
        yield f"view {view.pk}", view.remark
    for model, names in texts.items():
        for row in model._default_manager.select_related("assessment__network"):
            for name in names:
                yield f"{row.assessment} {model.__name__} {row.pk}", getattr(row, name)
    for assessment in Assessment.objects.select_related("network"):
        for name in ("introduction", "method", "summary"):
            yield f"{assessment} {name}", getattr(assessment, name)


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_address_or_number_of_a_person(file: Path) -> None:
    """No sample holds anything that looks like an e-mail address or a phone number."""
    text = file.read_text()
    assert re.findall(r"\S+@\S+", text) == []
    assert re.findall(r"(?:\+31|\b0\d{1,3})[ -]?\d{6,8}\b|(?<![\d-])06[ -]\d", text) == []


@pytest.mark.django_db
def test_refuses_a_database_with_real_assessments(werkset: IndicatorSet) -> None:
    """Samples never come between real work, and a refusal leaves everything as it was."""
    make_assessment(make_cast().noord, werkset)
    before = rows()
    with pytest.raises(CommandError, match="echte zelfevaluaties"):
        load()
    assert rows() == before


@pytest.mark.django_db
def test_refuses_a_network_that_is_already_there() -> None:
    """A network that somebody made under a sample's name stays theirs."""
    Network.objects.create(slug="noord-nederland", name="Ons eigen netwerk")
    before = rows()
    with pytest.raises(CommandError, match="noord-nederland"):
        load()
    assert rows() == before


SET = parse_set((SETS / "werkset-veiligheid-voorop-2.0.yaml").read_bytes())
WERKSET: dict[tuple[str, str], SetDefinition] = {(SET.slug, SET.version): SET}
FILE = """
network: {slug: proef, name: Proef, organisations: [Politie]}
assessments:
  - title: Zelfevaluatie 2026
    indicator_set: {slug: werkset-veiligheid-voorop, version: "2.0"}
    period: {start: 2026-01-01, end: 2026-12-31}
    state: in_progress
    answers:
      samenhang-afspraken: {judgement: strength, text: Er zijn afspraken.}
"""


@pytest.mark.parametrize(
    ("addition", "problem"),
    [
        (
            '      samenhang-leerproces: {number: "1.500"}',
            "regel 9, assessments[0].answers.samenhang-leerproces.number: hier hoort een getal, zoals 1500 of 12.5",
        ),
        (
            "      samenhang-anders: {text: Iets.}",
            "regel 9, assessments[0].answers.samenhang-anders: deze indicator is er niet in de set",
        ),
        (
            "      samenhang-leerproces: {number: 3}",
            "regel 9, assessments[0].answers.samenhang-leerproces.number: deze indicator vraagt niet om een getal",
        ),
        (
            "    findings:\n      - {kind: improvement, headline: Kop, answer: samenhang-afspraken}",
            "regel 10, assessments[0].findings[0].answer: een improvement past niet bij het oordeel van dit antwoord",
        ),
        (
            "    findings:\n      - {kind: strength, headline: Kop, theme: elders}",
            "regel 10, assessments[0].findings[0].theme: dit thema is er niet in de set: elders",
        ),
        (
            "    findings:\n      - {kind: strength, headline: Kop, criteria: [doel]}",
            "regel 10, assessments[0].findings[0].criteria: dit criterium is er niet in de set: doel",
        ),
        (
            "    follow_ups:\n      - {recommendation: 1}",
            "regel 10, assessments[0].follow_ups[0].recommendation: de vorige zelfevaluatie heeft geen aanbeveling 1",
        ),
        (
            "    recommendations:\n      - {what: Doen, repeats: [2]}",
            "regel 10, assessments[0].recommendations[0].repeats: er is geen opvolging 2",
        ),
        (
            "    recommendations:\n      - {what: Doen, points: [1]}",
            "regel 10, assessments[0].recommendations[0].points: er is geen punt 1",
        ),
        (
            "    findings: [{kind: strength, headline: Kop}]\n    recommendations:\n      - {what: Doen, points: [1]}",
            "regel 11, assessments[0].recommendations[0].points: punt 1 is geen verbeterpunt",
        ),
        (
            "    threads:\n      - {question: elders, comments: [{by: evaluator, said_on: 2026-05-01, text: Ja?}]}",
            "regel 10, assessments[0].threads[0].question: deze indicator is er niet in de set",
        ),
        (
            "    threads:\n      - {finding: 1, comments: [{by: evaluator, said_on: 2026-05-01, text: Ja?}]}",
            "regel 10, assessments[0].threads[0].finding: er is geen punt 1",
        ),
        ("    kleur: blauw", "regel 9, assessments[0].kleur: dit veld bestaat niet"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(addition: str, problem: str) -> None:
    """What no set or earlier assessment has is refused before anything is stored."""
    with pytest.raises(InvalidDefinition) as refused:
        parse_sample((FILE.lstrip() + addition).encode(), WERKSET)
    assert [str(found) for found in refused.value.problems] == [problem]
