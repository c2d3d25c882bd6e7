"""The questions of a set to print: who may read them, what is on them, and the PDF really
rendered."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Judgement
from indicators import publishing
from indicators.definition.values import SetDefinition
from indicators.models import Indicator, IndicatorSet
from indicators.question_list import question_list_of, question_list_pdf
from tests.cast import Cast
from tests.documents.making import made

from .versions import large, question, version, with_theme


@pytest.fixture(autouse=True)
def _no_complaints(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every PDF here is made without a warning or error."""
    logging.getLogger("weasyprint").addHandler(caplog.handler)
    yield
    logging.getLogger("weasyprint").removeHandler(caplog.handler)
    complaints = [
        record for record in caplog.get_records("call") if record.name.startswith("weasyprint")
    ]
    assert [record.getMessage() for record in complaints if record.levelno >= logging.WARNING] == []


def stored(definition: SetDefinition, *, publish: bool = False) -> IndicatorSet:
    indicator_set, _changed = publishing.load(definition)
    if publish:
        publishing.publish(indicator_set)
    return indicator_set


def address(indicator_set: IndicatorSet, name: str = "question_list") -> str:
    return reverse(name, args=[indicator_set.slug, indicator_set.version])


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_draft_is_for_admins(cast: Cast, as_user) -> None:
    """Nobody else learns that it exists; once it is published, everybody may read it, also when it
    is retired."""
    draft = stored(version("ab"))
    addresses = [address(draft), address(draft, "question_list_pdf")]

    def outcomes(role: str) -> list[int]:
        return [as_user(getattr(cast, role)).get(one).status_code for one in addresses]

    hidden = [404, 404]
    found = {role: outcomes(role) for role in ("anna", "bram", "eva", "zoe", "lotte", "ada")}
    assert found == {
        "anna": hidden,
        "bram": hidden,
        "eva": hidden,
        "zoe": hidden,
        "lotte": hidden,
        "ada": [200, 200],
    }
    publishing.publish(draft)
    assert outcomes("zoe") == [200, 200]
    publishing.retire(draft, by=cast.ada)
    assert outcomes("zoe") == [200, 200]
    assert [Client().get(one).status_code for one in addresses] == [302, 302]


def test_staff_without_rights_on_sets_see_no_draft(cast: Cast, as_user) -> None:
    """To log in to the admin is not enough."""
    cast.bram.is_staff = True
    cast.bram.save()
    assert as_user(cast.bram).get(address(stored(version("ab")))).status_code == 404


def test_every_kind_of_question_has_its_room(cast: Cast, as_user) -> None:
    """A number has its unit, a frequency its periods, yes or no two boxes, and each of them the
    five judgements."""
    asked: dict[str, Any] = {
        "a": question("a", "Wat gaat goed?", "xy"),
        "b": question("b", "Hoeveel tijd?", answer="number", unit="uur per week"),
        "c": question("c", "Hoe vaak?", answer="frequency", unit="keer"),
        "d": question("d", "Is er een rooster?", answer="yes_no"),
    }
    indicator_set = stored(version("abcd", **asked), publish=True)
    html = as_user(cast.zoe).get(address(indicator_set)).content.decode()
    items = [text_of(item) for item in html.split('<div class="item">')[1:]]
    end = "Waar blijkt dat uit? Oordeel " + " ".join(str(label) for label in Judgement.labels)
    assert [item[: item.index(end) + len(end)] for item in items] == [
        f"1.1 Wat gaat goed? Deel x Deel y Antwoord {end}",
        f"1.2 Hoeveel tijd? Aantal (uur per week) Toelichting {end}",
        f"1.3 Hoe vaak? Aantal (keer) per dag per week per maand per kwartaal per jaar Toelichting {end}",
        f"1.4 Is er een rooster? Ja Nee Antwoord {end}",
    ]
    marks = re.findall(r'class="judged" data-judgement="(\w+)"', html)
    assert marks == Judgement.values * 4


def test_the_whole_werkset_is_on_it(werkset: IndicatorSet, cast: Cast, as_user) -> None:
    """Every question once, and of each theme its goal, occasion and form."""
    html = as_user(cast.zoe).get(address(werkset)).content.decode()
    text = text_of(
        html.replace("&#x27;", "'")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
        .replace("<wbr>", "")
    )
    missing = [
        one.text for one in Indicator.objects.all() if " ".join(one.text.split()) not in text
    ]
    assert missing == []
    assert html.count('<div class="item">') == 46
    assert text.count("Doel. ") == text.count("Aanleiding. ") == text.count("Vorm. ") == 4
    assert "Versie 2.0 · 46 vragen · gepubliceerd op" in text


@pytest.mark.parametrize("size", [5, 30])
def test_a_page_costs_as_many_queries_for_more_questions(
    size: int, cast: Cast, as_user, django_assert_num_queries
):
    indicator_set, client = stored(large(size), publish=True), as_user(cast.zoe)
    with django_assert_num_queries(8):
        client.get(address(indicator_set))
    questions = question_list_of(indicator_set)
    with django_assert_num_queries(0):
        question_list_pdf(questions)


def assert_accessible(pdf: bytes, path: Path) -> None:
    path.write_bytes(pdf)
    result = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert "Rules: 104 passed, 0 failed, 104 total" in str(result)


def test_the_pdf_of_a_real_set(werkset: IndicatorSet, tmp_path: Path, cast: Cast, as_user) -> None:
    """Tagged, in Dutch, with a title and bookmarks; as many pages as were looked at."""
    response = made(as_user(cast.zoe), address(werkset, "question_list_pdf"))
    content = response.getvalue()
    name = "vragenlijst_werkset-veiligheid-voorop_2.0.pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert_accessible(content, tmp_path / name)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.Root.Lang) == "nl"
        title = (
            "Vragenlijst: Werkset Indicatoren Kwaliteit en Impact Veiligheid Voorop (versie 2.0)"
        )
        assert str(document.docinfo.Title) == title
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) == 23
        with document.open_outline() as outline:
            chapters = [item.title for item in outline.root[0].children]
    themes = werkset.themes.values_list("title", flat=True)
    assert chapters == [f"{number}. {theme}" for number, theme in enumerate(themes, start=1)]


def test_a_draft_as_it_comes(db: None, tmp_path: Path) -> None:
    """An empty set, a theme without questions, an empty group, endless words and hostile text make
    a PDF too."""
    hostile = "<script>alert(1)</script> {{7*7}} ثقة 😀 " + "w" * 3000
    empty = IndicatorSet.objects.create(slug="leeg", version="1", title="Leeg", source="Een proef")
    assert_accessible(question_list_pdf(question_list_of(empty)), tmp_path / "leeg.pdf")
    definition = version("a", "", a=question("a", hostile, "xyz"))
    definition = with_theme(definition, 0, goal=hostile, introduction=hostile)
    definition = with_theme(definition, 1, groups=())
    pdf = question_list_pdf(
        question_list_of(stored(replace(definition, criterion_question=hostile)))
    )
    assert_accessible(pdf, tmp_path / "concept.pdf")


def test_only_reading(werkset: IndicatorSet, cast: Cast, as_user) -> None:
    client = as_user(cast.ada)
    assert client.post(address(werkset)).status_code == 405
    assert (
        client.get(reverse("question_list", args=["werkset-veiligheid-voorop", "9.9"])).status_code
        == 404
    )
