"""Sources: conversations, documents and meetings, what they say, and the points that rest on
them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment, Finding, Source, View
from assessments.support import Support, how_many, support_sentence
from indicators.models import Indicator
from networks.models import Organisation
from tests.cast import Cast

from .saving_pages import as_form, results, send, served_in, told, typed

MANDATE = "actie-overleg-mandaat"


def at(name: str, assessment: Assessment, *more: object) -> str:
    return reverse(name, args=[assessment.pk, *more])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def conversation(assessment: Assessment, organisation: str = "", **fields: object) -> Source:
    found = Organisation.objects.filter(name=organisation).first()
    made = {"kind": "conversation", "organisation": found, "function": "wijkagent"} | fields
    return Source.objects.create(assessment=assessment, **made)


def says(source: Source, remark: str, key: str = MANDATE, judgement: str = "improvement") -> View:
    indicator = Indicator.objects.get(key=key)
    return View.objects.create(
        source=source, indicator=indicator, remark=remark, judgement=judgement
    )


def test_a_conversation_is_added_once(assessment: Assessment, cast: Cast, as_user):
    """Bram adds a talk with a function of the police; the form sent twice adds one."""
    bram = as_user(cast.bram)
    assert "Er zijn nog geen bronnen." in text(bram, at("sources", assessment))
    police = Organisation.objects.get(name="Politie Noord")
    sent = {
        "new-conversation-function": "wijkagent",
        "new-conversation-organisation": str(police.pk),
        "new-conversation-held_on": "2026-10-03",
        "token": "een-teken-van-twintig-letters",
    }
    first = bram.post(at("add_source", assessment, "conversation"), sent)
    again = bram.post(at("add_source", assessment, "conversation"), sent)
    source = Source.objects.get()
    assert first.url == again.url == at("source", assessment, source.pk)
    assert source.name == "Politie Noord, wijkagent, 3 oktober 2026"
    assert source.name in text(bram, at("sources", assessment))


@pytest.mark.parametrize(
    ("kind", "sent", "name"),
    [
        (
            "document",
            {
                "title": "Besluitenlijst",
                "maker": "Politie",
                "held_on": "2026-02-01",
                "place": "map",
            },
            "Besluitenlijst, Politie, 1 februari 2026",
        ),
        ("meeting", {"title": "Evaluatiesessie", "held_on": ""}, "Evaluatiesessie"),
    ],
)
def test_documents_and_meetings_are_sources_too(
    kind: str, sent: dict[str, str], name: str, assessment: Assessment, cast: Cast, as_user
):
    """Each kind asks what it needs, and the list tells it in one line."""
    anna = as_user(cast.anna)
    posted = {f"new-{kind}-{field}": value for field, value in sent.items()}
    anna.post(at("add_source", assessment, kind), posted)
    assert Source.objects.get().name == name
    assert name in text(anna, at("sources", assessment))


def test_a_source_without_what_it_needs_comes_back(assessment: Assessment, cast: Cast, as_user):
    """A talk without a function isn't added, and the page says what is missing."""
    sent = {"new-conversation-function": "", "new-conversation-held_on": "2026-10-03"}
    response = as_user(cast.anna).post(at("add_source", assessment, "conversation"), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Nooit de naam van een persoon." in page
    assert 'value="2026-10-03"' in page
    assert not Source.objects.exists()


def test_an_organisation_of_another_network_is_refused(assessment: Assessment, cast: Cast, as_user):
    """Only the network's own partners can be chosen."""
    other = Organisation.objects.create(name="Politie Zuid")
    cast.zuid.organisations.add(other)
    sent = {
        "new-conversation-function": "wijkagent",
        "new-conversation-organisation": str(other.pk),
    }
    response = as_user(cast.anna).post(at("add_source", assessment, "conversation"), sent)
    assert response.status_code == 422
    assert not Source.objects.exists()


def test_what_is_known_of_a_source_is_saved_while_typing(
    assessment: Assessment, cast: Cast, as_user
):
    """Each field by itself, the organisation and the consent too."""
    anna, source = as_user(cast.anna), conversation(assessment)
    thuis = Organisation.objects.get(name="Veilig Thuis Noord")
    page = anna.get(at("source", assessment, source.pk))
    served = served_in(page, f"s{source.pk}")
    fields = {
        "function": typed("teamleider", served=served["function"]),
        "organisation": typed(str(thuis.pk), served=served["organisation"]),
        "held_on": typed("2026-11-04", served=served["held_on"]),
        "may_quote": typed("on", served=served["may_quote"]),
    }
    reply = send(anna, at("save_source", assessment, source.pk), fields)
    assert results(reply) == dict.fromkeys(fields, "stored")
    source.refresh_from_db()
    assert source.name == "Veilig Thuis Noord, teamleider, 4 november 2026"
    assert source.may_quote
    written = {entry.field: entry.text for entry in assessment.text_versions.filter(page="blad")}
    assert written == {
        "function": "teamleider",
        "organisation": str(thuis.pk),
        "held_on": "2026-11-04",
        "may_quote": "on",
    }


def test_what_a_source_says_is_saved_while_typing(assessment: Assessment, cast: Cast, as_user):
    """Two people at one conversation: the second text isn't stored over the first."""
    source = conversation(assessment)
    address = at("save_view", assessment, source.pk, MANDATE)
    mine = {"remark": typed("Vaak te laat."), "judgement": typed("improvement")}
    assert results(send(as_user(cast.anna), address, mine)) == {
        "remark": "stored",
        "judgement": "stored",
    }
    theirs = {"remark": typed("Nooit te laat.", page="ander-blad")}
    assert results(send(as_user(cast.bram), address, theirs)) == {"remark": "conflict"}
    view = View.objects.get()
    assert (view.remark, view.judgement, view.indicator.key) == (
        "Vaak te laat.",
        "improvement",
        MANDATE,
    )
    page = text(as_user(cast.bram), at("earlier_views", assessment, source.pk, MANDATE))
    assert "Vaak te laat." in page


def test_without_scripts_one_button_saves_all_that_was_typed(
    assessment: Assessment, cast: Cast, as_user
):
    """What nobody typed makes no row; what could not be read comes back."""
    anna, source = as_user(cast.anna), conversation(assessment)
    address = at("source", assessment, source.pk)
    served = served_in(anna.get(address), MANDATE)
    sent = as_form(MANDATE, {"remark": "Vaak te laat.", "example": ""}, served)
    assert anna.post(address, sent).status_code == 302
    view = View.objects.get()
    assert (view.remark, view.changed_by) == ("Vaak te laat.", cast.anna)
    late = as_form(MANDATE, {"remark": "Zelden te laat."}, served, page="oud-blad")
    response = as_user(cast.bram).post(address, late)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Er zijn twee teksten" in page
    assert "Zelden te laat." in page
    assert "Vaak te laat." in page


def test_a_document_asks_for_a_passage_and_its_place(assessment: Assessment, cast: Cast, as_user):
    """The same fields as for a talk, by their names for a document."""
    document = Source.objects.create(assessment=assessment, kind="document", title="Besluitenlijst")
    page = text(as_user(cast.anna), at("source", assessment, document.pk))
    assert "Passage" in page
    assert "Plaats in het document" in page
    assert "Wat is er gezegd?" not in page


def test_a_deleted_source_comes_back_with_what_it_says(assessment: Assessment, cast: Cast, as_user):
    """Who deletes sees every text that goes; points rest on it again once it is back."""
    anna, source = as_user(cast.anna), conversation(assessment, "Politie Noord")
    view = says(source, "Vaak te laat.")
    point = Finding.objects.create(assessment=assessment, kind="improvement", headline="Te laat")
    point.indicators.add(view.indicator)
    point.views.add(view)
    address = at("delete_source", assessment, source.pk)
    asked = anna.get(address)
    assert "Vaak te laat." in asked.content.decode()
    page = asked.content.decode()
    served = page.split('name="served" value="')[1].split('"')[0]
    says_later = View.objects.get()
    says_later.remark = "Altijd te laat."
    says_later.save()
    changed = anna.post(address, {"served": served, "page": "p", "step": "1"})
    assert changed.status_code == 409
    served = changed.content.decode().split('name="served" value="')[1].split('"')[0]
    assert anna.post(address, {"served": served, "page": "q", "step": "1"}).status_code == 302
    assert not Source.objects.exists()
    assert not View.objects.exists()
    assert "Steunt op" not in text(anna, at("points", assessment))
    source = Source.with_deleted.get()
    back = {"served": hidden(anna, assessment), "restore": "yes", "page": "r", "step": "1"}
    anna.post(address, back)
    assert "Steunt op 1 gesprek (Politie Noord)." in text(anna, at("points", assessment))


def hidden(client: Client, assessment: Assessment) -> str:
    page = text(client, at("sources", assessment))
    return page.split('class="note deleted"')[1].split('name="served" value="')[1].split('"')[0]


def test_nothing_is_saved_for_a_deleted_source(assessment: Assessment, cast: Cast, as_user):
    """Anna still types at a talk that Bram deleted: she is told, and keeps her text."""
    source = conversation(assessment, deleted="weg.1")
    address = at("save_view", assessment, source.pk, MANDATE)
    reply = send(as_user(cast.anna), address, {"remark": typed("Vaak te laat.")})
    assert reply.status_code == 403
    assert results(reply) == {"remark": "closed"}
    assert told(reply)["remark"]["message"].startswith("Deze bron is intussen verwijderd.")
    assert as_user(cast.anna).get(at("source", assessment, source.pk)).status_code == 404
    assert not View.with_deleted.exists()


def test_a_partner_counts_once_it_sent_its_views_in(assessment: Assessment, cast: Cast, as_user):
    """Until then nobody else can read them, or let a point rest on them."""
    anna = as_user(cast.anna)
    partner = conversation(assessment, "Politie Noord", kind="partner", function="")
    view = says(partner, "Dit is nog niet verstuurd.")
    point = Finding.objects.create(assessment=assessment, kind="improvement", headline="Te laat")
    point.indicators.add(view.indicator)
    choose = at("point_sources", assessment, point.pk)
    for address in (choose, at("sources", assessment)):
        assert "Dit is nog niet verstuurd." not in text(anna, address)
    assert anna.get(at("source", assessment, partner.pk)).status_code == 403
    assert "Nog niet verstuurd." in text(anna, at("sources", assessment))
    partner.sent_in_at = view.sent_in_at = "2026-11-01T12:00:00Z"
    partner.save()
    view.save()
    other = Indicator.objects.exclude(pk=view.indicator_id).first().key
    says(partner, "Dit is een vraag van later.", key=other)
    assert "Dit is een vraag van later." not in text(anna, choose)
    assert "Dit is nog niet verstuurd." in text(anna, choose)
    page = text(anna, at("source", assessment, partner.pk))
    assert "Dit is nog niet verstuurd." in page
    assert "Dit is een vraag van later." not in page
    assert "data-autosave" not in page
    save = at("save_view", assessment, partner.pk, MANDATE)
    reply = send(anna, save, {"remark": typed("Iets anders.")})
    assert results(reply) == {"remark": "closed"}


def test_only_who_fills_in_adds_sources(assessment: Assessment, cast: Cast, as_user):
    """An evaluator reads them; under review a contributor does, too."""
    source = conversation(assessment, held_on=date(2026, 10, 3))
    says(source, "Vaak te laat.")
    for address in (at("sources", assessment), at("source", assessment, source.pk)):
        page = text(as_user(cast.eva), address)
        assert "<form" not in page.split("<main")[1]
    assert "Vaak te laat." in text(as_user(cast.eva), at("source", assessment, source.pk))
    assessment.state = "under_review"
    assessment.save()
    assert as_user(cast.bram).post(at("add_source", assessment, "meeting")).status_code == 403


@pytest.mark.parametrize(
    ("support", "sentence"),
    [
        ([], "Steunt nog op geen enkele bron."),
        ([("document", 1, {})], "Steunt op 1 document."),
        ([("document", 3, {"politie": 3})], "Steunt op 3 documenten."),
        (
            [("conversation", 5, {"politie": 3, "Veilig Thuis": 2}), ("document", 1, {})],
            "Steunt op 5 gesprekken (politie 3, Veilig Thuis 2) en 1 document.",
        ),
        (
            [("partner", 3, {"gemeente": 1, "OM": 1, "politie": 1}), ("document", 1, {})],
            "Steunt op 3 partners (gemeente, OM, politie) en 1 document.",
        ),
        ([("conversation", 1, {"politie": 1})], "Steunt op 1 gesprek (politie)."),
        ([("conversation", 4, {"politie": 2})], "Steunt op 4 gesprekken (politie 2, overige 2)."),
        ([("conversation", 2, {})], "Steunt op 2 gesprekken."),
        (
            [("partner", 1, {"OM": 1}), ("meeting", 2, {}), ("evaluator", 1, {})],
            "Steunt op 1 partner (OM), 2 bijeenkomsten en het oordeel van 1 evaluator.",
        ),
    ],
)
def test_a_sentence_says_what_a_point_rests_on(
    support: list[tuple[str, int, dict[str, int]]], sentence: str
):
    """In Dutch, with who was spoken with by organisation, and numbers that add up."""
    counted = [
        Support(kind=kind, count=count, organisations=tuple(names.items()))
        for kind, count, names in support
    ]
    assert support_sentence(counted) == sentence


@pytest.mark.parametrize(
    ("said", "conversations", "word"),
    [
        (21, 21, "alle gesprekspartners"),
        (17, 21, "bijna alle gesprekspartners"),
        (16, 21, "de meeste gesprekspartners"),
        (11, 21, "de meeste gesprekspartners"),
        (10, 21, "een aantal gesprekspartners"),
        (3, 21, "een aantal gesprekspartners"),
        (2, 21, "een enkele gesprekspartner"),
        (1, 21, "een enkele gesprekspartner"),
        (0, 21, ""),
        (4, 4, ""),
        (4, 5, "bijna alle gesprekspartners"),
    ],
)
def test_a_word_says_in_how_many_conversations(said: int, conversations: int, word: str):
    """The words of the evaluation of 2014, with the meaning that the reading guide gives."""
    assert how_many(said, conversations) == word
