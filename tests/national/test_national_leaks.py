"""What everybody in a network can get hold of is the same, whatever is hidden in it."""

import re
from collections.abc import Callable, Sequence

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from documents.models import Document
from indicators.models import IndicatorSet
from national import edition_files, lifecycle
from national.edition import edition_from_json
from networks.models import User
from tests.assessments.test_queries import set_of
from tests.cast import Cast

from .nationals import confirmed, consent, start

QUESTIONS = ("vraag-0-0", "vraag-0-1", "vraag-1-0", "vraag-1-1")
LETTERS = {
    "s": "strength",
    "i": "improvement",
    "m": "mixed",
    "u": "unknown",
    "n": "not_applicable",
    "-": "",
}
# A letter a network. Zoë is of the second one, and said the same each time. In both worlds the
# first question shows 7 strong of 10, the second shows nothing, the third shows 6 and 4, and the
# fourth counts strong and partly together.
ONE = ("ssssssimms", "issssssssi", "sssssiiiis", "mssssssssm")
OTHER = ("issssssmis", "isssssssss", "issssssiii", "ssssssssss")


def outputs(
    judged: Sequence[str], indicator_set: IndicatorSet, cast: Cast, client: Client
) -> list[str]:
    """Return everything shared about a world, without the keys of its rows."""
    answers = [
        {key: LETTERS[row[n]] for key, row in zip(QUESTIONS, judged, strict=True) if row[n] != "-"}
        for n in range(10)
    ]
    made = confirmed(
        indicator_set,
        answers,
        networks=[cast.noord, cast.zuid],
        text="Wij bellen elke week met elkaar, en dat helpt.",
    )
    consent(made)
    report = start(indicator_set)
    version = lifecycle.confirm(report=report, by=cast.lotte)
    pages = [
        client.get(reverse(name, args=[report.pk])).content.decode()
        for name in ("national_report", "national_json", "national_csv")
    ]
    document = edition_files.national_html(edition_from_json(version.shared)).decode()
    return [re.sub(r"/landelijk/\d+/|value=\"\w{64}\"", "", text) for text in (*pages, document)]


def test_two_worlds_that_differ_in_what_is_hidden_look_the_same(
    cast: Cast, as_user: Callable[[User], Client]
):
    """Page, JSON, CSV and document are equal in both worlds, to the letter, for Zoë too."""
    small, found = set_of(2), []
    for judged in (ONE, OTHER):
        zoe = as_user(cast.zoe)
        with transaction.atomic():
            found.append(outputs(judged, small, cast, zoe))
            transaction.set_rollback(True)
    one, other = found
    assert "7 van de 10 netwerken" in one[0]
    assert "Sterk en deels zijn samen geteld" in one[0]
    assert "Uw netwerk" in one[0]
    for mine, theirs in zip(one, other, strict=True):
        assert mine.splitlines() == theirs.splitlines()


def test_what_the_office_reads_is_nowhere_in_what_is_shared(
    cast: Cast, as_user: Callable[[User], Client]
):
    """The stored shared edition has no hidden number and no judgement of a network by name."""
    small = set_of(2)
    outputs(ONE, small, cast, as_user(cast.zoe))
    version = small.national_reports.get().versions.get()
    questions = {
        q["key"]: q["counts"] for theme in version.shared["themes"] for q in theme["questions"]
    }
    assert questions["vraag-0-0"] == [7, None, None, None, None, None]
    assert questions["vraag-0-1"] == [None] * 6
    office = {
        q["key"]: q["counts"]
        for theme in version.office["report"]["themes"]
        for q in theme["questions"]
    }
    assert (office["vraag-0-0"], office["vraag-0-1"]) == ([7, 1, 2, 0, 0, 0], [8, 2, 0, 0, 0, 0])
    assert set(version.shared) == {
        "format", "title", "framework", "framework_version", "period_start", "period_end", "confirmed_on",
        "minimum_networks", "minimum_organisations", "networks", "summary", "introduction", "conclusions", "themes",
        "recommendations", "framework_slug", "number", "kinds",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["national_pdf", "national_office_pdf"])
def test_a_document_of_the_office_is_nobody_elses(
    name: str, cast: Cast, as_user: Callable[[User], Client]
):
    """Of a concept, and of the edition with names, the page and file of the document are a 404 for
    a network."""
    small = set_of(1)
    confirmed(small, [{"vraag-0-0": "strength"}] * 4, networks=[cast.noord])
    asked = as_user(cast.lotte).post(reverse(name, args=[start(small).pk]))
    document = Document.objects.get()
    assert asked.url == reverse("document", args=[document.pk])
    for page in ("document", "document_file"):
        assert as_user(cast.anna).get(reverse(page, args=[document.pk])).status_code == 404
    assert as_user(cast.lotte).get(asked.url).status_code == 200
