"""Names of networks and partners: one spelling each, found and sorted as Dutch readers expect."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from assessments import lifecycle
from indicators.models import IndicatorSet
from loket_eval.letters import normal_form, plain_letters, sort_form
from networks.models import Network, Organisation
from reports import confirming
from tests.assessments.reporting import fill
from tests.cast import Cast, make_assessment

ORGANISATIONS = "/beheer/networks/organisation/"
NETWORKS = "/beheer/networks/network/"
SPELLINGS = [
    "Veilig Thuis Zuid",
    "VEILIG THUIS ZUID",
    " veilig  thuis\u00a0zuid ",
    "Véilig Thuís Zuid",
    "Ve\u0301ilig Thuis Zuid",
    "Veilig Thuis\u2028Zuid",
    "Vei\u00adlig Thuis\u200b Zuid\ufeff",
    "Veilig Thuis Zuid\u202e",
    "Ｖeilig Thuis Zuid",
]
# As a Dutch list has them.
SORTED = [
    "Ámbacht",
    "'t Anker",
    "De Brug",
    "een Eigen Huis",
    "Één loket",
    "Eik",
    "’s-Hertogenbosch",
    "Het Huis",
    "huis aan huis",
    "Île",
    "Zuid",
]


@pytest.fixture
def ada(cast: Cast, as_user) -> Client:
    return as_user(cast.ada)


@pytest.mark.parametrize("name", SPELLINGS)
def test_spellings_of_one_name(name: str) -> None:
    assert normal_form(name) == "veilig thuis zuid"


@pytest.mark.parametrize("name", ["Veilig Thuis Zuid-Oost", "VeiligThuis Zuid", "Veilig Huis Zuid"])
def test_another_name_is_another(name: str) -> None:
    assert normal_form(name) != "veilig thuis zuid"


def test_letters_keep_their_places() -> None:
    """A place in the plain letters is that place in the text, whatever the text."""
    for text in ("Één İstanbul ßtraat ﬁn", "e\u0301", "한국 ΆΣ Ǆ", *SPELLINGS):
        assert len(plain_letters(text)) == len(text)
    assert plain_letters("Financiën ÇA ŁÓDŹ") == "financien ca łodz"


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_second_spelling_is_refused(db: None, ada: Client, name: str) -> None:
    """In the admin with the name that is there; by the database whichever way it comes."""
    Organisation.objects.create(name="Veilig Thuis Zuid")
    Network.objects.create(slug="vtz", name="Veilig Thuis Zuid")
    for reply in (
        ada.post(f"{ORGANISATIONS}add/", {"name": name}),
        ada.post(
            f"{NETWORKS}add/",
            {
                "name": name,
                "slug": "anders",
                "memberships-TOTAL_FORMS": "0",
                "memberships-INITIAL_FORMS": "0",
            },
        ),
    ):
        (said,) = reply.context["adminform"].form.errors["name"]
        assert said == (
            "Deze naam is er al, als “Veilig Thuis Zuid”. Hoofdletters, accenten en spaties maken "
            "geen verschil."
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name=name)
    with pytest.raises(IntegrityError), transaction.atomic():
        Network.objects.bulk_create([Network(slug="anders", name=name)])
    with pytest.raises(ValidationError, match="Deze naam is er al"):
        Organisation(name=name).full_clean()


def test_a_name_may_be_spelt_better(ada: Client, cast: Cast) -> None:
    """The row's own old spelling is no other row."""
    partner = Organisation.objects.create(name="veilig thuis zuid")
    reply = ada.post(f"{ORGANISATIONS}{partner.pk}/change/", {"name": "Veilig Thuis Zuid"})
    assert reply.status_code == 302
    partner.refresh_from_db()
    partner.name = "De Zuidas"
    partner.save(update_fields=["name"])
    partner.refresh_from_db()
    assert (partner.plain_name, partner.sort_name) == ("de zuidas", "zuidas")


def test_lists_are_sorted_the_dutch_way(db: None) -> None:
    """By both databases as by Python."""
    Network.objects.all().delete()
    for model in (Organisation, Network):
        extra = [{"slug": f"n-{n}"} if model is Network else {} for n in range(len(SORTED))]
        model.objects.bulk_create(
            model(name=name, **more) for name, more in zip(reversed(SORTED), extra, strict=True)
        )
        assert list(model.objects.values_list("name", flat=True)) == SORTED
    assert sorted(SORTED, key=sort_form) == SORTED


def test_the_admin_finds_a_name_however_it_is_typed(ada: Client) -> None:
    Organisation.objects.create(name="Café De Één")
    for words in ("cafe", "CAFÉ", "één", "de een"):
        assert "Café De Één" in ada.get(ORGANISATIONS, {"q": words}).content.decode(), words
    assert "Café De Één" not in ada.get(ORGANISATIONS, {"q": "twee"}).content.decode()


def test_spellings_of_before_stay_and_are_one(db: None) -> None:
    """What was entered before names were compared is kept, and asks for another name at a change."""
    first, second = Organisation.objects.bulk_create(
        [Organisation(name="A"), Organisation(name="B")]
    )
    Organisation.objects.filter(pk=first.pk).update(name="Politie", plain_name=None)
    Organisation.objects.filter(pk=second.pk).update(name="POLITIE", plain_name=None)
    import_module("networks.migrations.0003_one_spelling_of_a_name").fill(apps, connection)
    second.refresh_from_db()
    assert (second.plain_name, second.sort_name) == (f"politie ({second.pk})", "politie")
    with pytest.raises(ValidationError, match="Deze naam is er al, als “Politie”"):
        second.full_clean()
    second.name = "Politie Zuid"
    second.full_clean()
    second.save()
    assert second.plain_name == "politie zuid"


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "’t  café"])
def test_readers_find_a_network_however_it_is_typed(
    typed: str, cast: Cast, werkset: IndicatorSet, as_user
) -> None:
    """In the list of reports, in searching and where networks are compared."""
    network = Network.objects.get(pk=cast.noord.pk)
    network.name = "'t Café"
    network.save()
    made = make_assessment(network, werkset, 2025)
    fill(made, text="De wachtlijsten zijn korter geworden.")
    lifecycle.submit_for_review(assessment=made)
    confirming.confirm(assessment=made, by=cast.anna)
    lotte = as_user(cast.lotte)
    assert lotte.get("/rapporten/", {"zoek": typed}).context["page"].paginator.count == 1
    assert lotte.get("/zoeken/", {"zoek": "korter", "netwerk": typed}).context["search"].count
    compared = lotte.get("/vergelijken/", {"kader": werkset.slug, "netwerk": typed})
    assert "&#x27;t Café" in compared.content.decode()
