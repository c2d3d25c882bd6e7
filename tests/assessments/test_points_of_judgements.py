"""A judgement and the point that is made of it are one story: nothing says that there are no strong
points while questions were judged strong."""

import io
from collections.abc import Iterator

import docx
import pytest
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Finding
from assessments.points_to_make import proposed_headline
from indicators.models import Indicator
from reports import confirming
from reports.exports.word_report import report_docx
from reports.report_building import report_of
from reports.report_files import report_html
from tests.cast import Cast, make_assessment
from tests.markup import tight

from .every_form import make_set

WITHOUT = "Twee vragen zijn als sterk of deels sterk beoordeeld; er is nog geen punt van gemaakt."


@pytest.fixture
def judged(cast: Cast) -> Assessment:
    """Network Noord judged three questions of one theme: strong, partly and to improve."""
    assessment = make_assessment(cast.noord, make_set("proef", "apart"))
    say(assessment, "open", "strength", "We vertrouwen elkaar. Dat merken cliënten.")
    say(assessment, "wel", "mixed", "")
    say(assessment, "aantal", "improvement", "Wij tellen niet.")
    return assessment


def say(assessment: Assessment, key: str, judgement: str, text: str) -> None:
    indicator = Indicator.objects.get(
        group__theme__indicator_set=assessment.indicator_set_id, key=key
    )
    Answer.objects.create(
        assessment=assessment, indicator=indicator, judgement=judgement, text=text
    )


@pytest.fixture
def anna(cast: Cast, as_user) -> Client:
    return as_user(cast.anna)


def make(assessment: Assessment, key: str, kind: str) -> str:
    return reverse("point_of_judgement", args=[assessment.pk, key, kind])


def offered(client: Client, assessment: Assessment) -> list[str]:
    """Return which points the page offers to make."""
    page = client.get(reverse("points", args=[assessment.pk])).content.decode()
    possible = [
        make(assessment, key, kind)
        for key in ("open", "aantal", "vaak", "wel")
        for kind in ("strength", "improvement")
    ]
    return [url for url in possible if f'href="{url}"' in page]


def test_a_point_is_made_of_each_judgement_that_has_none(judged: Assessment, anna: Client):
    """The page offers them by question; "deels" offers two. What is made isn't offered again."""
    page = tight(anna.get(reverse("points", args=[judged.pk])).content.decode())
    assert WITHOUT in page
    assert "Nog geen." not in page.partition("Apart")[0].rpartition("Sterke punten")[2]
    everything = [
        make(judged, "open", "strength"),
        make(judged, "aantal", "improvement"),
        make(judged, "wel", "strength"),
        make(judged, "wel", "improvement"),
    ]
    assert offered(anna, judged) == everything
    for url in everything:
        page = anna.get(url).content.decode()
        assert 'name="new-headline" value="' in tight(page)
        reply = anna.post(url, {"new-headline": f"Punt van {url}"})
        point = Finding.objects.latest("pk")
        assert reply.url == reverse("points", args=[judged.pk]) + f"#p-{point.pk}"
        assert url not in offered(anna, judged)
    made = Finding.objects.values_list("kind", "theme__key", "indicators__key", "answer__judgement")
    assert list(made) == [
        ("strength", "samen", "open", "strength"),
        ("improvement", "samen", "aantal", "improvement"),
        # Of "deels" both are points beside the question: it has one judgement.
        ("strength", "samen", "wel", None),
        ("improvement", "samen", "wel", None),
    ]


def test_the_point_is_the_kernpunt_of_its_question(judged: Assessment, anna: Client):
    """Its headline begins as the first sentence of the answer, which may go along; the page of the
    theme shows it, and the history knows who wrote it."""
    url = make(judged, "open", "strength")
    assert 'value="We vertrouwen elkaar"' in anna.get(url).content.decode()
    anna.post(
        url,
        {
            "new-headline": "Wij vertrouwen elkaar",
            "new-explanation": "Al jaren.",
            "new-with_answer": "on",
            "new-is_key": "on",
        },
    )
    point = Finding.objects.get()
    assert (point.headline, point.explanation, point.is_key) == (
        "Wij vertrouwen elkaar",
        "Al jaren.\n\nWe vertrouwen elkaar. Dat merken cliënten.",
        True,
    )
    theme = anna.get(reverse("theme", args=[judged.pk, "samen"])).content.decode()
    assert 'value="Wij vertrouwen elkaar"' in theme
    versions = judged.text_versions.values_list("subject", "field", "text", "by__name")
    assert set(versions) == {
        ("answer", "key_point", "Wij vertrouwen elkaar", "Anna"),
        ("finding", "explanation", point.explanation, "Anna"),
        ("finding", "is_key", "on", "Anna"),
    }


@pytest.mark.parametrize(
    ("answer", "headline"),
    [
        (
            "Ja. De overleggen zijn samengevoegd. Dat scheelt tijd.",
            "De overleggen zijn samengevoegd",
        ),
        ("- Elke week een overleg\n- Elke maand een verslag", "Elke week een overleg"),
        ("Ja.", "Hoe gaat het?"),
        ("", "Hoe gaat het?"),
        ("w" * 201 + " en zo", "Hoe gaat het?"),
    ],
    ids=["after yes", "a list", "yes", "nothing", "too long"],
)
def test_a_headline_to_begin_with(answer: str, headline: str):
    """The first sentence that says something, or else the question."""
    assert proposed_headline("Hoe gaat het?", answer) == headline


def test_a_point_that_is_no_kernpunt_for_the_summary(judged: Assessment, anna: Client):
    """Who leaves the mark out gets a point that isn't in the summary, with its own history."""
    anna.post(make(judged, "open", "strength"), {"new-headline": "Vertrouwen"})
    assert Finding.objects.values_list("headline", "is_key").get() == ("Vertrouwen", False)


def test_what_does_not_fit_comes_back_as_it_was_typed(judged: Assessment, anna: Client):
    """An explanation that is too long with the answer is refused, and nothing typed is lost."""
    url, text = make(judged, "open", "strength"), "w" * 49_990
    values = {"new-headline": "Kop", "new-explanation": text, "new-with_answer": "on"}
    reply = anna.post(url, values)
    page = reply.content.decode()
    assert (reply.status_code, Finding.objects.count()) == (422, 0)
    assert "er passen er hoogstens 50000" in page.replace(".", "")
    assert text in page
    assert 'value="Kop"' in page


def test_a_form_that_is_sent_twice_makes_one_point(judged: Assessment, anna: Client):
    """Also when a slow line repeats it; a colleague's point of the same question is another."""
    url = make(judged, "open", "strength")
    values = {"new-headline": "Vertrouwen", "token": "een-teken-van-deze-proef"}
    assert anna.post(url, values).url == anna.post(url, values).url
    assert Finding.objects.count() == 1
    anna.post(url, {"new-headline": "Van een collega"})
    assert [point.answer_id is None for point in Finding.objects.all()] == [False, True]


def test_a_point_that_was_deleted_keeps_its_place(judged: Assessment, anna: Client):
    """It can be put back, so a new point stands beside the question."""
    url = make(judged, "open", "strength")
    anna.post(url, {"new-headline": "Weg"})
    Finding.objects.update(deleted="weg.1")
    assert url in offered(anna, judged)
    anna.post(url, {"new-headline": "Nieuw"})
    assert Finding.objects.values_list("headline", "answer").get() == ("Nieuw", None)


def texts(assessment: Assessment) -> Iterator[str]:
    """Return the report as a page, as the PDF is made of and as a Word document."""
    report = report_of(assessment)
    yield tight(report_html(report).decode())
    word = docx.Document(io.BytesIO(report_docx(report)))
    yield "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_a_report_says_what_is_true_of_points_that_are_not_there(
    judged: Assessment, anna: Client, cast: Cast
):
    """In a theme and in the summary, while it is written and when it is confirmed; on screen with a
    link for who can make them."""
    page = tight(anna.get(reverse("report", args=[judged.pk])).content.decode())
    link = f'<a href="{reverse("points", args=[judged.pk])}">Naar de punten op een rij</a>'
    assert page.count(f"{WITHOUT} {link}") == 2
    for text in texts(judged):
        assert text.count(WITHOUT) == 2
        assert "Naar de punten op een rij" not in text
        # The other theme has no judgements.
        assert text.count("Er zijn nog geen sterke punten genoemd.") == 1
    lifecycle.submit_for_review(assessment=judged)
    confirming.confirm(assessment=judged, by=cast.anna)
    for text in texts(judged):
        assert text.count(WITHOUT.replace("er is nog geen", "er is geen")) == 2


def test_a_point_that_stands_elsewhere_is_not_missing(judged: Assessment):
    """A strong question whose point is about the whole: the theme says where to look."""
    point = Finding.objects.create(assessment=judged, kind="strength", headline="Vertrouwen")
    point.indicators.set(Indicator.objects.filter(key__in=["open", "wel"]))
    assert "De sterke punten bij deze vragen staan bij een ander thema" in next(texts(judged))


def test_a_kernpunt_without_a_kind_comes_first(judged: Assessment, anna: Client):
    """A question judged "deels" that has a kernpunt asks for its kind, and offers no other point."""
    point = Finding.objects.create(
        assessment=judged, headline="Het werkt half", answer=judged.answers.get(judgement="mixed")
    )
    urls = [make(judged, "wel", kind) for kind in ("strength", "improvement")]
    assert not set(urls) & set(offered(anna, judged))
    Finding.objects.filter(pk=point.pk).update(kind="strength")
    assert set(urls) & set(offered(anna, judged)) == {urls[1]}


def test_who_only_reads_sees_the_judgements_and_no_form(judged: Assessment, cast: Cast, as_user):
    """The evaluator reads what was judged; the form is for who fills in."""
    eva = as_user(cast.eva)
    page = tight(eva.get(reverse("points", args=[judged.pk])).content.decode())
    assert WITHOUT in page
    assert offered(eva, judged) == []
    url = make(judged, "open", "strength")
    assert eva.get(url).url == reverse("points", args=[judged.pk])
