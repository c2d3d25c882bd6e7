"""What sources and partners typed before: readable where they typed it, frozen, and taken along."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Source, TextVersion, View
from indicators.models import Indicator
from partners.models import CheckLink, FactRemark
from reports import confirming
from tests.assessments.saving_pages import send, served_in, told, typed
from tests.cast import Cast
from tests.markup import tight
from tests.reports.test_network_data import downloaded

from .conftest import QUESTION, answer
from .test_fact_check import link, remark, reviewed  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

PUT_BACK = "Zet deze tekst terug"


def text(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return tight(page.content.decode())


def texts_of(page: str) -> list[str]:
    """Return which of the texts that are typed here a page shows."""
    return [one for one in ("Eerst", "Daarna", "Slot") if one in page]


def type_at_source(client: Client, assessment: Assessment, source: Source) -> None:
    """Type two texts about the source, and two about a question."""
    for name, args, field, prefix in (
        ("save_source", [], "place", f"s{source.pk}"),
        ("save_view", [QUESTION], "remark", QUESTION),
    ):
        page = client.get(reverse("source", args=[assessment.pk, source.pk]))
        served = served_in(page, prefix)[field]
        address = reverse(name, args=[assessment.pk, source.pk, *args])
        for step, words in enumerate(("Eerst", "Daarna"), start=1):
            sent = {field: typed(words, served=served, step=step)}
            reply = told(send(client, address, sent))[field]
            assert reply["result"] == "stored"
            served = reply["stored"]


def eerdere_teksten(client: Client, assessment: Assessment) -> list[dict[str, str]]:
    files = downloaded(client, "noord")
    name = next(name for name in files if name.endswith("eerdere-teksten.json"))
    found: list[dict[str, str]] = json.loads(files[name])
    # What a source is was chosen when it was asked.
    return [one for one in found if one["veld"] not in ("kind", "function")]


def refuses_changes() -> None:
    """Neither a change nor a deletion of the history comes through."""
    for change in (
        lambda: TextVersion.objects.update(text="Anders."),
        lambda: TextVersion.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_was_typed_about_and_by_a_source(as_user, cast: Cast, assessment: Assessment) -> None:
    """A document's place and what it says: both have their earlier texts, with a way back, and
    are taken along; when the report is confirmed nothing of it changes."""
    source = Source.objects.create(assessment=assessment, kind="document", title="Verslag")
    anna = as_user(cast.anna)
    type_at_source(anna, assessment, source)
    about = text(anna, reverse("earlier_sources", args=[assessment.pk, source.pk]))
    said = text(anna, reverse("earlier_views", args=[assessment.pk, source.pk, QUESTION]))
    for page in (about, said):
        assert (texts_of(page), page.count(PUT_BACK)) == (["Eerst", "Daarna"], 1)
    taken_along = eerdere_teksten(anna, assessment)
    assert [(one["onderdeel"], one["tekst"], one["rol"]) for one in taken_along] == [
        ("source", "Eerst", "coördinator"),
        ("source", "Daarna", "coördinator"),
        ("view", "Eerst", "coördinator"),
        ("view", "Daarna", "coördinator"),
    ]
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=cast.anna)
    refuses_changes()
    said = text(anna, reverse("earlier_views", args=[assessment.pk, source.pk, QUESTION]))
    assert (texts_of(said), said.count(PUT_BACK)) == (["Eerst", "Daarna"], 0)


def test_what_a_partner_said_since_it_was_sent_in(
    as_user, cast: Cast, assessment: Assessment, police: str
) -> None:
    """What the police typed and changed before sending is its own: nobody else reads it, here or
    in the data. What it changes after that is in the history, and only the police puts it back."""
    anna = as_user(cast.anna)
    answer(police, remark="Eerst")
    answer(police, remark="Daarna")
    source = View.objects.get().source
    address = reverse("earlier_views", args=[assessment.pk, source.pk, QUESTION])
    assert anna.get(address).status_code == 403
    assert eerdere_teksten(anna, assessment) == []
    Client().post(f"{police}versturen/")
    assert texts_of(text(anna, address)) == ["Daarna"]
    answer(police, remark="Slot")
    page = text(anna, address)
    assert (texts_of(page), PUT_BACK in page) == (["Daarna", "Slot"], False)
    assert address in text(anna, reverse("source", args=[assessment.pk, source.pk]))
    remarks = [one for one in eerdere_teksten(anna, assessment) if one["veld"] == "remark"]
    assert [(one["tekst"], one["rol"], one["namens"]) for one in remarks] == [
        ("Daarna", "partner", "Politie Noord"),
        ("Slot", "partner", "Politie Noord"),
    ]


def test_what_a_remark_was(
    as_user,
    cast: Cast,
    assessment: Assessment,
    link: str,  # noqa: F811
    reviewed: Answer,  # noqa: F811
) -> None:
    """The coordinator reads what the partner wrote first, as far as its paragraph is there or not; it
    is in the data, stands when the report is confirmed, and goes with the assessment."""
    anna = as_user(cast.anna)
    assert remark(link, reviewed, "Eerst")["result"] == "stored"
    assert remark(link, reviewed, "Daarna", page="later")["result"] == "stored"
    row = FactRemark.objects.get()
    address = reverse("earlier_remarks", args=[assessment.pk, row.pk])
    assert address in text(anna, reverse("fact_check", args=[assessment.pk]))
    page = text(anna, address)
    assert (texts_of(page), PUT_BACK in page) == (["Eerst", "Daarna"], False)
    assert CheckLink.objects.get().source.name in page
    assert as_user(cast.zoe).get(address).status_code == 404
    remarks = eerdere_teksten(anna, assessment)
    assert [(one["onderdeel"], one["tekst"], one["rol"]) for one in remarks] == [
        ("factremark", "Eerst", "partner"),
        ("factremark", "Daarna", "partner"),
    ]
    other = Indicator.objects.exclude(pk=reviewed.indicator_id).first()
    Answer.objects.filter(pk=reviewed.pk).update(text="", indicator=other)
    assert texts_of(text(anna, address)) == ["Eerst", "Daarna"]
    with transaction.atomic():
        confirming.confirm(assessment=assessment, by=cast.anna, reason="Zo is het goed.")
        refuses_changes()
        transaction.set_rollback(True)
    Assessment.objects.get(pk=assessment.pk).delete()
    assert not TextVersion.objects.exists()
