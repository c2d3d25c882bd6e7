"""People, networks and assessments in the admin."""

import re
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from networks.models import Invitation, Membership, Network, Organisation, User
from reports.models import ReportVersion
from tests.cast import PASSWORD, Cast
from tests.networks.mail.working import work

USERS = "/beheer/networks/user/"
NETWORKS = "/beheer/networks/network/"
INVITATIONS = "/beheer/networks/invitation/"
ORGANISATIONS = "/beheer/networks/organisation/"
NO_LOGO = {"logo-TOTAL_FORMS": "0", "logo-INITIAL_FORMS": "0"}
NO_ROLES = NO_LOGO | {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


@pytest.fixture
def ada(cast, as_user) -> Client:
    return as_user(cast.ada)


def one_role(**fields: object) -> dict[str, object]:
    return {
        **NO_LOGO,
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        **{f"memberships-0-{name}": value for name, value in fields.items()},
    }


def logs_in(email: str, password: str) -> bool:
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in browser.session


class TestPeople:
    def test_a_new_coordinator_is_invited(self, ada, cast, client):
        """Ada invites as coordinators do, and types no password; the invited person does."""
        new = {"email": " Kim@Voorbeeld.Example", "network": cast.noord.pk, "role": "coordinator"}
        assert ada.post(f"{INVITATIONS}add/", new).status_code == 302
        work()
        link = re.search(r"http://localhost:8000(/uitnodiging/\S+)", mail.outbox[-1].body)[1]
        account = {"name": "Kim", "password1": PASSWORD, "password2": PASSWORD}
        assert client.post(link, account).status_code == 302
        kim = User.objects.get(name="Kim")
        assert kim.email == "kim@voorbeeld.example"
        assert [kim.is_staff, kim.is_superuser, kim.is_national] == [False] * 3
        assert list(kim.memberships.values_list("network__slug", "role")) == [
            ("noord", "coordinator")
        ]
        assert logs_in("kim@voorbeeld.example", PASSWORD)
        assert ada.get(f"{USERS}add/").status_code == 403
        assert "aangenomen" in ada.get(INVITATIONS).text

    @pytest.mark.parametrize(
        ("ticked", "national", "admin"), [("is_national", True, False), ("is_staff", False, True)]
    )
    def test_the_national_office_and_admins_are_invited_without_a_network(
        self, ada, client, ticked, national, admin
    ):
        """They are members of no network, and get what was ticked only by accepting."""
        ada.post(f"{INVITATIONS}add/", {"email": "kim@voorbeeld.example", ticked: "on"})
        work()
        [message] = mail.outbox
        assert "nodigt u uit voor een account bij Loket Evaluatie" in message.body
        link = re.search(r"http://localhost:8000(/uitnodiging/\S+)", message.body)[1]
        client.post(link, {"name": "Kim", "password1": PASSWORD, "password2": PASSWORD})
        kim = User.objects.get(email="kim@voorbeeld.example")
        assert (kim.is_national, kim.is_staff, kim.is_superuser) == (national, admin, admin)

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"email": "kim"}, "Vul één volledig e-mailadres in"),
            ({"email": "kim@voorbeeld.example"}, "Kies een netwerk met een rol"),
            ({"role": "evaluator"}, "Kies bij een rol ook een netwerk."),
            ({"network": True}, "Kies bij een netwerk ook een rol."),
            (
                {"email": "anna@voorbeeld.example", "network": True, "role": "evaluator"},
                "al een rol",
            ),
        ],
    )
    def test_half_an_invitation_is_refused(self, ada, cast, fields, message):
        fields = {"email": "kim@voorbeeld.example"} | fields
        if "network" in fields:
            fields["network"] = cast.noord.pk
        page = ada.post(f"{INVITATIONS}add/", fields)
        assert page.status_code == 200
        assert message in page.text
        assert Invitation.objects.count() == 0

    def test_invitations_are_sent_again_and_withdrawn_from_the_list(self, ada, client):
        ada.post(f"{INVITATIONS}add/", {"email": "kim@voorbeeld.example", "is_national": "on"})
        chosen = {"_selected_action": Invitation.objects.get().pk}
        again = ada.post(INVITATIONS, chosen | {"action": "send_chosen_again"}, follow=True)
        assert "Er gaat een nieuwe link naar kim@voorbeeld.example." in again.text
        withdrawn = ada.post(INVITATIONS, chosen | {"action": "withdraw_chosen"}, follow=True)
        assert "De uitnodiging voor kim@voorbeeld.example is ingetrokken." in withdrawn.text
        late = ada.post(INVITATIONS, chosen | {"action": "send_chosen_again"}, follow=True)
        assert "is al aangenomen of ingetrokken" in late.text
        work()
        assert mail.outbox == []

    def test_an_address_has_one_account(self, ada, cast):
        fields = {"email": "ANNA@voorbeeld.example", "name": "Bram", "is_active": "on"}
        response = ada.post(f"{USERS}{cast.bram.pk}/change/", fields | NO_ROLES)
        assert response.context["adminform"].form.errors == {
            "email": ["Er is al een account met dit e-mailadres."]
        }

    def test_an_admin_is_one_thing(self, ada, cast):
        """Who may enter the admin may do everything in it, and the other way round."""
        fields = {"email": cast.eva.email, "name": "Eva", "is_active": "on", "is_staff": "on"}
        ada.post(f"{USERS}{cast.eva.pk}/change/", fields | NO_ROLES)
        cast.eva.refresh_from_db()
        assert (cast.eva.is_staff, cast.eva.is_superuser) == (True, True)
        ada.post(f"{USERS}{cast.eva.pk}/change/", {**fields, "is_staff": ""} | NO_ROLES)
        cast.eva.refresh_from_db()
        assert (cast.eva.is_staff, cast.eva.is_superuser) == (False, False)

    def test_an_admin_stays_admin(self, ada, cast):
        """Ada can't lock herself out by accident, nor by a field that isn't on the form."""
        response = ada.post(
            f"{USERS}{cast.ada.pk}/change/", {"email": cast.ada.email, "name": "Ada B"} | NO_ROLES
        )
        assert response.status_code == 302
        cast.ada.refresh_from_db()
        assert (cast.ada.name, cast.ada.is_active, cast.ada.is_superuser) == ("Ada B", True, True)

    def test_a_password_is_chosen_by_its_owner(self, ada, cast):
        """Ada has a link mailed; she types no password, and no other one stops working."""
        address = f"{USERS}{cast.anna.pk}/password/"
        assert "Verstuur de link" in ada.get(address).text
        done = ada.post(address, follow=True)
        assert "Anna krijgt een link om een wachtwoord te kiezen." in done.text
        work()
        [message] = mail.outbox
        assert message.to == [cast.anna.email]
        assert "/account/wachtwoord/nieuw/" in message.body

    def test_the_stored_password_is_never_shown(self, ada, cast):
        cast.anna.set_password(PASSWORD)
        cast.anna.save()
        html = ada.get(f"{USERS}{cast.anna.pk}/change/").content.decode()
        assert cast.anna.password not in html
        assert 'name="password"' not in html

    def test_somebody_who_leaves_is_made_inactive(self, ada, cast):
        """Reports refer to accounts, so they stay; they just can't log in any more."""
        cast.anna.set_password(PASSWORD)
        cast.anna.save()
        assert ada.post(f"{USERS}{cast.anna.pk}/delete/", {"post": "yes"}).status_code == 403
        ada.post(
            USERS, {"action": "delete_selected", "_selected_action": cast.anna.pk, "post": "yes"}
        )
        ada.post(
            f"{USERS}{cast.anna.pk}/change/", {"email": cast.anna.email, "name": "Anna"} | NO_ROLES
        )
        cast.anna.refresh_from_db()
        assert not cast.anna.is_active
        assert not logs_in(cast.anna.email, PASSWORD)

    def test_an_old_address_no_longer_logs_in(self, ada, cast):
        """The login keeps its own list of addresses; it follows the account."""
        cast.anna.set_password(PASSWORD)
        cast.anna.save()
        assert logs_in("anna@voorbeeld.example", PASSWORD)
        EmailAddress.objects.get_or_create(user=cast.anna, email="anna@voorbeeld.example")
        fields = {"email": "anna.nieuw@voorbeeld.example", "name": "Anna", "is_active": "on"}
        ada.post(f"{USERS}{cast.anna.pk}/change/", fields | NO_ROLES)
        assert not logs_in("anna@voorbeeld.example", PASSWORD)
        assert logs_in("anna.nieuw@voorbeeld.example", PASSWORD)

    def test_only_admins_come_in(self, cast, as_user):
        for user in (cast.anna, cast.bram, cast.eva, cast.lotte):
            assert as_user(user).get(USERS).status_code in (302, 403)


class TestNetworks:
    def test_a_network_with_a_member(self, ada, cast):
        member = one_role(user=cast.zoe.pk, role="evaluator", organisation="")
        ada.post(f"{NETWORKS}add/", {"name": "Netwerk\u2028Oost", "slug": "oost"} | member)
        oost = Network.objects.get(slug="oost")
        assert oost.name == "Netwerk Oost"
        assert list(oost.memberships.values_list("user__name", "role")) == [("Zoe", "evaluator")]

    @pytest.mark.parametrize(
        "blank", ["\u00ad", "\u200b\u2060", "\ufeff \u3164", "\u2800"], ids=ascii
    )
    @pytest.mark.parametrize("address", [NETWORKS, ORGANISATIONS])
    def test_a_name_that_nobody_sees_is_none(self, ada, address, blank):
        """A blank partner would stand in every list and count towards the minimum of partners."""
        response = ada.post(f"{address}add/", {"name": blank, "slug": "leeg"} | NO_ROLES)
        assert response.context["adminform"].form.errors["name"] == ["Dit veld is verplicht."]

    def test_a_person_has_one_role_in_a_network(self, ada, cast):
        again = one_role(user=cast.anna.pk, role="evaluator", network=cast.noord.pk)
        response = ada.post(
            f"{NETWORKS}{cast.noord.pk}/change/", {"name": "Netwerk Noord", "slug": "noord"} | again
        )
        assert "Deze persoon heeft al een rol in dit netwerk." in response.content.decode()
        assert Membership.objects.get(user=cast.anna).role == "coordinator"

    def test_a_network_with_an_assessment_stays(self, ada, assessment):
        ada.post(f"{NETWORKS}{assessment.network.pk}/delete/", {"post": "yes"})
        assert Network.objects.filter(pk=assessment.network.pk).exists()

    @pytest.mark.parametrize("kind", ["user", "network", "organisation"])
    def test_people_and_networks_are_searched_not_listed(self, ada, cast, kind):
        """A page with a select box of thousands of people never loads."""
        field = {"user": "user", "network": "network", "organisation": "organisation"}[kind]
        query = {
            "app_label": "networks",
            "model_name": "membership",
            "field_name": field,
            "term": "noord",
        }
        found = [r["text"] for r in ada.get("/beheer/autocomplete/", query).json()["results"]]
        expected = {
            "user": [],
            "network": ["Netwerk Noord"],
            "organisation": ["Politie Noord", "Veilig Thuis Noord"],
        }
        assert found == expected[kind]
        User.objects.bulk_create(
            User(email=f"u{n}@voorbeeld.example", name=f"U{n}") for n in range(50)
        )
        assert "u49@" not in ada.get(f"{NETWORKS}{cast.noord.pk}/change/").content.decode()

    @pytest.mark.parametrize("count", [1, 1000])
    @pytest.mark.parametrize(
        ("address", "queries"), [(NETWORKS, 5), (USERS, 5), ("/beheer/networks/organisation/", 5)]
    )
    def test_lists_take_as_many_queries_for_one_row_as_for_a_thousand(
        self, ada, count, address, queries, django_assert_num_queries
    ):
        Network.objects.bulk_create(Network(name=f"N{n}", slug=f"n{n}") for n in range(count))
        Organisation.objects.bulk_create(Organisation(name=f"O{n}") for n in range(count))
        User.objects.bulk_create(
            User(email=f"u{n}@voorbeeld.example", name=f"U{n}") for n in range(count)
        )
        with django_assert_num_queries(queries):
            ada.get(address)


@pytest.fixture
def confirmed(assessment, cast) -> Assessment:
    moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    Assessment.objects.filter(pk=assessment.pk).update(
        state=Assessment.State.CONFIRMED, confirmed_at=moment
    )
    ReportVersion.objects.create(
        assessment=assessment, number=1, content={}, confirmed_at=moment, confirmed_by=cast.anna
    )
    assessment.refresh_from_db()
    return assessment


class TestAssessments:
    LIST = "/beheer/assessments/assessment/"

    def test_they_can_be_found_by_network_and_only_looked_at(self, ada, cast, assessment):
        assert [a.pk for a in ada.get(self.LIST, {"q": "noord"}).context["cl"].result_list] == [
            assessment.pk
        ]
        assert list(ada.get(self.LIST, {"q": "zuid"}).context["cl"].result_list) == []
        address = f"{self.LIST}{assessment.pk}/"
        html = ada.get(f"{address}change/").content.decode()
        fields = re.findall(r"<(?:input|textarea|select)[^>]*name=\"([^\"]+)\"", html)
        assert [
            name for name in fields if not re.search(r"csrf|_FORMS|-id$|-assessment$", name)
        ] == []
        assert ada.post(f"{address}change/", {"title": "Anders"}).status_code == 403
        assert ada.post(f"{address}delete/", {"post": "yes"}).status_code == 403
        assert ada.get(f"{self.LIST}add/").status_code == 403

    def test_reopening_asks_a_reason_and_the_history_shows_it(self, ada, confirmed):
        address = f"{self.LIST}{confirmed.pk}/"
        assert "heropenen/" in ada.get(f"{address}change/").content.decode()
        for empty in ("", "  ", "\x07"):
            response = ada.post(f"{address}heropenen/", {"reason": empty})
            assert response.context["form"].errors == {
                "reason": ["Geef een reden om te heropenen."]
            }
        confirmed.refresh_from_db()
        assert confirmed.is_confirmed
        response = ada.post(
            f"{address}heropenen/", {"reason": "Verkeerd <b>jaartal</b>"}, follow=True
        )
        confirmed.refresh_from_db()
        assert confirmed.state == Assessment.State.IN_PROGRESS
        html = response.content.decode()
        assert "Verkeerd &lt;b&gt;jaartal&lt;/b&gt;" in html
        assert "anna@voorbeeld.example" in html
        assert "heropenen/" not in html

    def test_reopening_twice_tells_the_same(self, ada, confirmed):
        """A second click on a slow line: no error after it succeeded, and no second reopening."""
        address = f"{self.LIST}{confirmed.pk}/heropenen/"
        token = re.search(r'name="token" value="([^"]+)"', ada.get(address).content.decode())[1]
        for _click in range(2):
            page = ada.post(address, {"reason": "Verkeerd jaartal", "token": token}, follow=True)
            assert page.redirect_chain == [(f"{self.LIST}{confirmed.pk}/change/", 302)]
            assert "Het netwerk kan er weer in schrijven." in page.content.decode()
        assert confirmed.report_versions.filter(reopen_reason="Verkeerd jaartal").count() == 1
        assert LogEntry.objects.filter(object_id=str(confirmed.pk)).count() == 1

    def test_what_is_not_confirmed_cannot_be_reopened(self, ada, assessment):
        response = ada.post(f"{self.LIST}{assessment.pk}/heropenen/", {"reason": "Toch"})
        assert response.status_code == 200
        assert response.context["form"].non_field_errors() == [
            "Deze evaluatie is niet vastgesteld."
        ]

    def test_only_an_admin_reopens(self, cast, as_user, confirmed):
        for user in (cast.anna, cast.lotte, cast.zoe):
            response = as_user(user).post(
                f"{self.LIST}{confirmed.pk}/heropenen/", {"reason": "Toch"}
            )
            assert response.status_code in (302, 403)
        confirmed.refresh_from_db()
        assert confirmed.is_confirmed

    def test_the_list_takes_the_same_queries_for_one_as_for_many(
        self, ada, assessment, django_assert_num_queries
    ):
        for count in (1, 30):
            networks = Network.objects.bulk_create(
                Network(name=f"N{count}-{n}", slug=f"n{count}-{n}") for n in range(count)
            )
            Assessment.objects.bulk_create(
                Assessment(
                    network=network,
                    indicator_set=assessment.indicator_set,
                    title="Proef",
                    period_start=assessment.period_start,
                    period_end=assessment.period_end,
                )
                for network in networks
            )
            with django_assert_num_queries(5):
                ada.get(self.LIST)


def as_shown(page: HttpResponse) -> dict[str, str]:
    """Return what the form of a network sends when nobody types in it."""
    shown = re.findall(
        r'<input[^>]* name="((?:initial-)?(?:name|slug))"[^>]*>', page.content.decode()
    )
    assert sorted(shown) == ["initial-name", "initial-slug", "name", "slug"]
    form = page.context["adminform"].form
    return {name: form[name.removeprefix("initial-")].value() for name in shown} | NO_ROLES


class TestTwoAdmins:
    """Ada has the page of a network open while another admin changes its name."""

    @pytest.fixture
    def page(self, ada: Client, cast: Cast) -> dict[str, str]:
        shown = as_shown(ada.get(f"{NETWORKS}{cast.noord.pk}/change/"))
        Network.objects.filter(pk=cast.noord.pk).update(name="Zoals de ander het noemt")
        return shown

    def test_a_name_that_nobody_typed_over_stays(self, ada, cast, page):
        """Ada changes something else: the other's name isn't taken back."""
        ada.post(f"{NETWORKS}{cast.noord.pk}/change/", page | {"slug": "noord-anders"})
        cast.noord.refresh_from_db()
        assert (cast.noord.name, cast.noord.slug) == ("Zoals de ander het noemt", "noord-anders")

    def test_who_typed_another_name_hears_of_it_first(self, ada, cast, page):
        """Nothing is stored, and Ada sees the other's name; when she saves again, hers stands."""
        address, mine = f"{NETWORKS}{cast.noord.pk}/change/", page | {"name": "Zoals Ada het noemt"}
        told = ada.post(address, mine)
        assert "Nu staat er: “Zoals de ander het noemt”" in told.content.decode()
        cast.noord.refresh_from_db()
        assert cast.noord.name == "Zoals de ander het noemt"
        seen = {"initial-name": told.context["adminform"].form.data["initial-name"]}
        ada.post(address, mine | seen)
        cast.noord.refresh_from_db()
        assert cast.noord.name == "Zoals Ada het noemt"


def test_an_account_that_was_switched_off_stays_off(ada: Client, cast: Cast):
    """Ada's page of an account is open while another admin switches it off; she changes the name."""
    address = f"{USERS}{cast.bram.pk}/change/"
    opened = ada.get(address)
    assert 'name="initial-is_active"' in opened.content.decode()
    assert "initial-password" not in opened.content.decode()
    form = opened.context["adminform"].form
    shown = {name: form[name].value() for name in ("email", "name", "is_active")}
    page = shown | {f"initial-{name}": value for name, value in shown.items()} | NO_ROLES
    User.objects.filter(pk=cast.bram.pk).update(is_active=False)
    ada.post(address, page | {"name": "Bram anders"})
    cast.bram.refresh_from_db()
    assert (cast.bram.name, cast.bram.is_active) == ("Bram anders", False)


def test_every_page_is_dutch_and_runs_no_script_of_its_own(ada, cast, confirmed):
    organisation = Organisation.objects.first()
    addresses = [
        USERS,
        INVITATIONS,
        f"{INVITATIONS}add/",
        NETWORKS,
        f"{NETWORKS}add/",
        TestAssessments.LIST,
    ]
    addresses += [f"{USERS}{cast.anna.pk}/{what}/" for what in ("change", "password", "history")]
    addresses += [f"{NETWORKS}{cast.noord.pk}/{what}/" for what in ("change", "delete", "history")]
    addresses += [
        f"{TestAssessments.LIST}{confirmed.pk}/{what}/"
        for what in ("change", "heropenen", "history")
    ]
    addresses += [
        f"/beheer/networks/organisation/{organisation.pk}/{what}/" for what in ("change", "delete")
    ]
    for address in addresses:
        response = ada.get(address)
        html = response.content.decode()
        assert response.status_code == 200, address
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert '<html lang="nl"' in html
        assert not re.search(
            r"\sstyle=|<style|\son\w+=|<script(?![^>]*(src=|type=\"application/json\"))", html
        ), address


def test_no_english_is_left(ada: Client, cast: Cast) -> None:
    """What Django's own Dutch doesn't have, and what it says of rows that nobody named."""
    cast.noord.organisations.add(partner := Organisation.objects.create(name="Politie"))
    pages = ["/beheer/", NETWORKS, f"/beheer/networks/organisation/{partner.pk}/delete/"]
    said = " ".join(ada.get(page).content.decode() for page in pages)
    said += ada.post("/beheer/networks/organisation/add/", {"name": ""}).content.decode()
    for english in (
        "Model name",
        "Add link",
        "Change or view",
        "Search",
        "Error",
        "object (",
        "relatie",
    ):
        assert english not in said
    assert "Politie – Netwerk Noord" in said
