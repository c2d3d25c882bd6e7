"""The list of places that look like somebody's data, before others read the texts for good."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assessments import lifecycle
from assessments.models import (
    Answer,
    Assessment,
    AssessmentDataCheck,
    Finding,
    Recommendation,
    Source,
    View,
)
from assessments.personal_data.places import is_person, words_of
from indicators.models import Indicator
from loket_eval.personal_data import names_of as names
from loket_eval.personal_data.patterns import places_in
from networks.models import User
from tests.cast import Cast
from tests.networks.mail.working import work

from .personal_sentences import SENTENCES

pytestmark = pytest.mark.django_db
KEY = "actie-overleg-mandaat"
NAME = "Fatima El Amrani"
LogIn = Callable[[User], Client]


@pytest.fixture
def reviewed(assessment: Assessment) -> Assessment:
    """An assessment under review with a name, a number and a birth date in its texts."""
    indicator = Indicator.objects.get(key=KEY, group__theme__indicator_set=assessment.indicator_set)
    Answer.objects.create(
        assessment=assessment,
        indicator=indicator,
        text=f"De zaak van {NAME} bleef liggen in Den Haag.",
        evidence="Veilig Thuis Noord telde 12 zaken per 1 juli 2026.",
    )
    Finding.objects.create(
        assessment=assessment, kind="strength", headline="Bel 06-12345678", position=1
    )
    Recommendation.objects.create(
        assessment=assessment, what="Meisje, geb. 14-02-2012, krijgt hulp.", position=1
    )
    lifecycle.submit_for_review(assessment=assessment)
    return assessment


def shown(client: Client, assessment: Assessment, page: str = "ask_to_confirm") -> str:
    response = client.get(reverse(page, args=[assessment.pk]))
    assert response.status_code == 200
    return response.content.decode()


def marked(page: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", page)


def button(page: str, name: str = "silence") -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


def change(client: Client, assessment: Assessment, **sent: str) -> str:
    address = reverse("change_place", args=[assessment.pk])
    response = client.post(address, {"back": "confirm"} | sent, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_it_is_looked_through_by_the_worker_and_stored_without_the_words(
    reviewed: Assessment, cast: Cast, as_user: LogIn
):
    """Anna sees that it is being done, then each place with its page; the database has numbers, and
    one place goes by “Dit is geen persoon” until that text changes."""
    anna = as_user(cast.anna)
    assert "De teksten worden nagekeken" in shown(anna, reviewed)
    work()
    page = shown(anna, reviewed)
    assert marked(page) == [NAME, "06-12345678", "14-02-2012"]
    assert f"thema/actie-overleg/#i-{KEY}" in page
    assert "lijkt op een naam" in page
    stored = json.dumps(AssessmentDataCheck.objects.get().places)
    for word in ("Fatima", "Amrani", "06-1234", "14-02"):
        assert word not in stored
    tasks = [json.dumps(row.args_kwargs) + row.traceback for row in DBTaskResult.objects.all()]
    assert not any("Fatima" in row for row in tasks)

    page = change(anna, reviewed, silence=button(page))
    assert "Genoteerd." in page
    assert marked(page) == ["06-12345678", "14-02-2012"]
    assert "1 plaats waarvan u zei dat het geen persoon is" in page
    # Another text changes: that one stays silent. Its own text changes: it is asked about anew.
    Finding.objects.update(headline="Bel 06-87654321")
    assert "De teksten worden nagekeken" in shown(anna, reviewed)
    work()
    assert marked(shown(anna, reviewed)) == ["06-87654321", "14-02-2012"]
    Answer.objects.update(text=f"Weer {NAME}.")
    shown(anna, reviewed)
    work()
    page = shown(anna, reviewed)
    assert marked(page) == [NAME, "06-87654321", "14-02-2012"]
    page = change(anna, reviewed, silence=button(page))
    assert marked(change(anna, reviewed, warn=button(page, "warn"))) == marked(
        shown(anna, reviewed)
    )


def test_the_same_list_stands_where_partners_are_asked_and_it_blocks_nothing(
    reviewed: Assessment, cast: Cast, as_user: LogIn
):
    """Whether looked through or not, Anna can go on; a reader can't silence."""
    anna = as_user(cast.anna)
    page = shown(anna, reviewed, "ask_to_check")
    assert "De teksten worden nagekeken" in page
    assert "Verstuur de links" in page
    work()
    assert marked(shown(anna, reviewed, "ask_to_check")) == [NAME, "06-12345678", "14-02-2012"]
    address = reverse("change_place", args=[reviewed.pk])
    key = button(shown(anna, reviewed))
    assert as_user(cast.bram).post(address, {"silence": key}).status_code == 403
    assert "intussen gewijzigd" in change(anna, reviewed, silence="x")
    posted = anna.post(
        reverse("change_state", args=[reviewed.pk]), {"action": "confirm"}, follow=True
    )
    assert "vastgesteld" in posted.content.decode()
    reviewed.refresh_from_db()
    assert reviewed.is_confirmed


def test_what_nobody_sent_in_and_names_of_books_stay_out(
    reviewed: Assessment, cast: Cast, as_user: LogIn
):
    """An evaluator's unfinished judgement is its own; who wrote a book is no secret. What somebody
    said in a conversation is looked through."""
    indicator = Indicator.objects.get(key=KEY, group__theme__indicator_set=reviewed.indicator_set)
    for kind, text in (
        ("evaluator", "Kees Timmerman zei het."),
        ("conversation", "Truus Verhoeven zei het."),
    ):
        source = Source.objects.create(
            assessment=reviewed,
            kind=kind,
            function="onderzoeker",
            position=1,
            person=cast.eva if kind == "evaluator" else None,
            held_on=timezone.localdate() if kind == "conversation" else None,
        )
        View.objects.create(source=source, indicator=indicator, remark=text)
    Source.objects.create(
        assessment=reviewed, kind="document", title="Onderzoek", maker="Willem Peters", position=3
    )
    anna = as_user(cast.anna)
    shown(anna, reviewed)
    work()
    assert marked(shown(anna, reviewed)) == [NAME, "06-12345678", "14-02-2012", "Truus Verhoeven"]


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process of names have too little memory."""
    whole = names.names_of
    monkeypatch.setattr(
        "assessments.personal_data.tasks.names_of",
        lambda texts, **more: whole(texts, memory=40 * 2**20, **more),
    )


def test_when_names_cannot_be_looked_for_the_rest_is_there(
    reviewed: Assessment,
    cast: Cast,
    as_user: LogIn,
    little_memory: None,
    monkeypatch: pytest.MonkeyPatch,
):
    """The page says so; “Probeer het opnieuw” looks again."""
    anna = as_user(cast.anna)
    shown(anna, reviewed)
    work()
    page = shown(anna, reviewed)
    assert "konden niet op namen worden nagekeken" in page
    assert marked(page) == ["06-12345678", "14-02-2012"]
    monkeypatch.undo()
    assert "De teksten worden nagekeken" in change(anna, reviewed)
    work()
    assert marked(shown(anna, reviewed)) == [NAME, "06-12345678", "14-02-2012"]


def test_a_worker_that_is_away_is_told_and_asked_once_more(
    reviewed: Assessment, cast: Cast, as_user: LogIn
):
    """After minutes the page says that it takes longer. Asked twice, it is done once."""
    anna = as_user(cast.anna)
    assert "langer dan gewoonlijk" not in shown(anna, reviewed)
    early = timezone.now() - timedelta(minutes=4)
    AssessmentDataCheck.objects.update(asked_at=early)
    assert "langer dan gewoonlijk" in shown(anna, reviewed)
    assert DBTaskResult.objects.count() == 2
    work()
    assert marked(shown(anna, reviewed)) == [NAME, "06-12345678", "14-02-2012"]


def test_fifty_sentences():
    """All 32 places are found. Two words with which a sentence begins look like names: the texts of
    an evaluation have those in small letters too, and then they don't count.
    """
    texts = [text for text, _expected in SENTENCES]
    spans = names.names_of(texts)
    missed, alarms = [], []
    for (text, expected), found in zip(SENTENCES, spans, strict=True):
        by_form = [(text[one.start : one.end], one.kind.value) for one in places_in(text)]
        assert by_form == [one for one in expected if one[1] != "name"]
        words = [text[start:end] for start, end in found]
        real = [name for name, kind in expected if kind == "name"]
        missed += [name for name in real if not any(name in one for one in words)]
        alarms += [one for one in words if not any(name in one for name in real)]
    assert (len(texts), missed, alarms) == (50, [], ["Scholing", "Stap"])
    used = "Er is scholing, en elke stap is bekend."
    for word in alarms:
        assert not is_person(f"{word} volgt.", 0, len(word), known=set(), used=used)
        assert is_person(f"{word} volgt.", 0, len(word), known=set(), used="")


def test_names_of_organisations_are_no_names_of_people():
    """“Land en Grens” is one; a person with such a name and a title still counts."""
    known = words_of(["Veilig Thuis Oost-Nederland Land en Grens", "Kempen en Peel"])
    text = "Bij Land en Grens werkt mevrouw van Kempen, en in de Kempen niemand."
    for words, expected in (("Land", False), ("mevrouw van Kempen", True), ("de Kempen", False)):
        start = text.index(words)
        assert is_person(text, start, start + len(words), known=known, used=text) is expected
