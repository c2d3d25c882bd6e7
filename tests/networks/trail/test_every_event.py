"""Whatever somebody does that the trail is for stands in it: through the front door, one by one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from documents.models import Document
from indicators import publishing
from indicators.definition.parsing import parse_set
from national.models import NationalReport
from networks.models import ApiToken, Invitation, Mail, Organisation, TrailEntry, User
from networks.tokens import make_token
from reports.models import SharedReport
from tests.cast import PASSWORD, Cast
from tests.indicators.test_definition import SMALL
from tests.networks.mail.working import work
from tests.networks.signing_in import confirm, log_in, set_up_app

pytestmark = pytest.mark.django_db

OTHER = "een-ander-wachtwoord-voor-de-proef"
# Typed, and to be found nowhere in the trail.
TYPED = [
    PASSWORD, OTHER, "Er stond een naam in", "Onderzoek van Kim", "Kim de Vries", "kim@", "Hulplijn",
    "Verborgen titel", "geen-account@", "team@vt.example", "verkeerd-geraden",
]  # fmt: skip


@dataclass
class Scene:
    """The cast, their browsers, and the secrets that came up."""

    cast: Cast
    assessment: Assessment
    as_user: Callable[[User], Client]
    secrets: list[str] = field(default_factory=list)

    def post(self, user: User, page: str, /, *args: object, **posted: object) -> None:
        address = page if page.startswith("/") else reverse(page, args=args)
        response = self.as_user(user).post(address, posted)
        assert response.status_code in (200, 302), response.content.decode()[:3000]

    def get(self, user: User, name: str, *args: object, status: int = 200) -> None:
        response = self.as_user(user).get(reverse(name, args=args))
        assert response.status_code == status, response

    def mailed(self, path: str) -> str:
        """Return the link in the last mail, of which the secret is to stand nowhere."""
        text = Mail.objects.latest("pk").text
        found = re.search(rf"(/{path}/([A-Za-z0-9_-]+)/?)\s", text)
        assert found
        self.secrets.append(found[2])
        return found[1]


@pytest.fixture
def scene(cast: Cast, assessment: Assessment, as_user: Callable[[User], Client]) -> Scene:
    for user in (cast.anna, cast.bram):
        user.set_password(PASSWORD)
        user.save()
    return Scene(cast, assessment, as_user)


def entries_of(do: Callable[[], object]) -> list[tuple[str, ...]]:
    """Return what came into the trail by that, apart from logging in by the tests themselves."""
    last = TrailEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    do()
    new = TrailEntry.objects.filter(pk__gt=last).order_by("pk")
    return [
        (row.who, row.what, row.subject_label.split(".")[-1], row.detail)
        for row in new
        if not (row.what == "login" and row.address is None)
    ]


def test_logging_in_and_out(scene: Scene) -> None:
    """Who, from where, and of a failure which account it was about; never what was typed."""
    anna, browser = scene.cast.anna, Client(REMOTE_ADDR="203.0.113.7")
    login = reverse("account_login")

    def typed(email: str, password: str) -> Callable[[], object]:
        return lambda: browser.post(login, {"login": email, "password": password})

    assert entries_of(typed("geen-account@voorbeeld.example", "verkeerd-geraden")) == [
        ("visitor", "login", "", "")
    ]
    assert entries_of(typed(anna.email, "verkeerd-geraden")) == [("visitor", "login", "user", "")]
    failed = TrailEntry.objects.latest("pk")
    assert (failed.result, failed.subject_pk, failed.account_pk) == ("refused", anna.pk, None)
    assert entries_of(typed(anna.email, PASSWORD)) == [("account", "login", "user", "")]
    done = TrailEntry.objects.latest("pk")
    assert (done.result, done.account_pk, done.address) == ("done", anna.pk, "203.0.113.7")
    passwords = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    change = reverse("account_change_password")
    assert ("account", "password", "user", "") in entries_of(
        lambda: browser.post(change, passwords)
    )
    assert entries_of(lambda: browser.post(reverse("account_logout"))) == [
        ("account", "logout", "user", "")
    ]
    _nothing_typed(scene)


def test_people_and_keys(scene: Scene, client: Client) -> None:
    """Invitations, roles, keys, and where somebody may not come."""
    cast, post = scene.cast, scene.post
    anna = cast.anna

    def invite(email: str) -> Callable[[], object]:
        return lambda: post(anna, "people", "noord", email=email, role="contributor")

    assert entries_of(invite("kim@vt.example")) == [
        ("account", "invited", "invitation", "contributor")
    ]
    scene.mailed("uitnodiging")
    pk = Invitation.objects.get().pk
    assert entries_of(lambda: post(anna, "send_invitation_again", "noord", pk)) == [
        ("account", "invited_again", "invitation", "")
    ]
    link = scene.mailed("uitnodiging")
    account = {"name": "Kim de Vries", "password1": PASSWORD, "password2": PASSWORD}
    accepted = entries_of(lambda: client.post(link, account))
    assert ("account", "invitation_accepted", "invitation", "contributor") in accepted
    assert ("account", "login", "user", "") in accepted
    kim = User.objects.get(name="Kim de Vries")
    assert TrailEntry.objects.filter(what="invitation_accepted").get().account_pk == kim.pk
    invite("kim.two@vt.example")()
    waiting = Invitation.objects.waiting().get()
    assert entries_of(lambda: post(anna, "withdraw_invitation", "noord", waiting.pk)) == [
        ("account", "invitation_withdrawn", "invitation", "")
    ]
    role = cast.noord.memberships.get(user=kim)
    assert entries_of(lambda: post(anna, "role", "noord", role.pk, role="evaluator")) == [
        ("account", "role_changed", "user", "contributor>evaluator")
    ]
    assert entries_of(lambda: post(anna, "end_role", "noord", role.pk)) == [
        ("account", "role_ended", "user", "evaluator")
    ]
    of_noord = TrailEntry.objects.filter(what="role_ended").get()
    assert (of_noord.network_pk, of_noord.subject_pk) == (cast.noord.pk, kim.pk)
    refused = entries_of(lambda: scene.get(cast.bram, "people", "noord", status=403))
    assert refused == [("account", "refused", "", "people")]
    handed = {"to": cast.bram.pk, "own_role": "evaluator"}
    assert entries_of(lambda: post(anna, "hand_over", "noord", **handed)) == [
        ("account", "handed_over", "user", "")
    ]
    mine = confirm(log_in(anna))
    posted = {"name": "Onderzoek van Kim", "days": 30}
    made = entries_of(lambda: mine.post(reverse("api_tokens"), posted))
    assert made == [("account", "key_made", "apitoken", "")]
    key = ApiToken.objects.get()
    assert entries_of(lambda: post(anna, "revoke_api_token", key.pk)) == [
        ("account", "key_revoked", "apitoken", "")
    ]
    _nothing_typed(scene)


def test_the_own_account_and_looking_inside(scene: Scene) -> None:
    """The second step, logging out elsewhere, and an admin who says why."""
    mine = confirm(log_in(scene.cast.anna))

    def set_up() -> None:
        secret, codes = set_up_app(mine)
        scene.secrets.extend([secret, *codes])

    of_second_step = entries_of(set_up)
    # Allauth tells of it after the transaction, which in a test is after the request.
    assert [entry[1:] for entry in of_second_step] == [
        ("sessions_ended", "user", ""),
        ("second_factor", "user", "totp,added"),
        ("second_factor", "user", "recovery_codes,added"),
    ]
    second_step = TrailEntry.objects.filter(what="second_factor")
    assert {entry.account_pk for entry in second_step} == {scene.cast.anna.pk}
    assert entries_of(lambda: mine.post(reverse("end_other_sessions"))) == [
        ("account", "sessions_ended", "user", "")
    ]
    reason = {"reason": "Er stond een naam in", "next": "/"}
    assert entries_of(lambda: scene.post(scene.cast.ada, "look_inside", "noord", **reason)) == [
        ("account", "looked_inside", "network", "")
    ]
    assert TrailEntry.objects.latest("pk").network_pk == scene.cast.noord.pk
    _nothing_typed(scene)


def test_from_begin_to_shared_report(scene: Scene) -> None:
    """Begun, removed, put up for review, read, confirmed, downloaded, shared, read by a link."""
    cast, post, pk = scene.cast, scene.post, scene.assessment.pk
    anna = cast.anna
    begin = {
        "start-indicator_set": scene.assessment.indicator_set_id,
        "start-title": "Verborgen titel",
        "start-period_start": "2031-01-01",
        "start-period_end": "2031-12-31",
        "start-beside_running": "on",
    }
    assert entries_of(lambda: post(anna, "start_assessment", "noord", **begin)) == [
        ("account", "started", "assessment", "")
    ]
    begun = Assessment.objects.latest("pk")
    assert entries_of(lambda: post(anna, "remove_assessment", begun.pk)) == [
        ("account", "removed", "assessment", "")
    ]

    def step(action: str) -> list[tuple[str, ...]]:
        return entries_of(lambda: post(anna, "change_state", pk, action=action))

    assert step("submit") == [("account", "submitted", "assessment", "")]
    assert step("take_back") == [("account", "taken_back", "assessment", "")]
    step("submit")
    organisation = Organisation.objects.get(name="Veilig Thuis Noord")
    check = {
        f"org{organisation.pk}-chosen": "on",
        f"org{organisation.pk}-function": "teamleider",
        f"org{organisation.pk}-email": "team@vt.example",
        "answer_by": (timezone.localdate() + timedelta(days=10)).isoformat(),
        "word": "",
    }
    post(anna, f"/zelfevaluaties/{pk}/partners/feiten/vragen/", **check)
    link = scene.mailed("controle")
    assert entries_of(lambda: Client().get(link)) == [("link", "report_viewed", "assessment", "")]
    assert TrailEntry.objects.latest("pk").network_pk == cast.noord.pk
    assert step("confirm") == [("account", "confirmed", "reportversion", "")]
    assert entries_of(lambda: scene.get(anna, "report", pk)) == [
        ("account", "report_viewed", "reportversion", "")
    ]
    assert entries_of(lambda: scene.get(cast.lotte, "report_version", pk, 1)) == [
        ("account", "report_viewed", "reportversion", "")
    ]
    assert entries_of(lambda: Client().head(reverse("report", args=[pk]))) == []
    export = f"/zelfevaluaties/{pk}/rapport.xlsx"
    assert entries_of(lambda: scene.as_user(anna).get(export)) == [
        ("account", "exported", "assessment", "xlsx")
    ]
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    share = {"emails": "team@vt.example", "until": until}
    assert entries_of(lambda: post(anna, "share_report", pk, **share)) == [
        ("account", "shared", "sharedreport", "")
    ]
    shared = scene.mailed("gedeeld")
    assert entries_of(lambda: Client().get(shared)) == [
        ("link", "report_viewed", "reportversion", "")
    ]
    seen = TrailEntry.objects.latest("pk")
    row = SharedReport.objects.get()
    assert (seen.means_label, seen.means_pk) == ("reports.sharedreport", row.pk)
    work()
    assert entries_of(lambda: Client().get(f"{shared}rapport.pdf")) == [
        ("link", "downloaded", "reportversion", "pdf")
    ]
    document = Document.objects.get(kind="report")
    assert entries_of(lambda: scene.get(anna, "document_file", document.pk)) == [
        ("account", "downloaded", "reportversion", "pdf")
    ]
    assert TrailEntry.objects.latest("pk").network_pk == cast.noord.pk
    assert entries_of(lambda: post(anna, "stop_sharing", pk, row.pk)) == [
        ("account", "sharing_ended", "sharedreport", "")
    ]
    secret = make_token(user=anna, name="Onderzoek van Kim", valid_for=timedelta(days=1))[1]
    scene.secrets.append(secret)
    read = {"headers": {"Authorization": f"Bearer {secret}"}}
    assert entries_of(lambda: Client().get(f"/api/v1/assessments/{pk}/report", **read)) == [
        ("key", "key_used", "apitoken", ""),
        ("key", "report_viewed", "reportversion", ""),
    ]
    assert TrailEntry.objects.latest("pk").account_pk == anna.pk
    reopen = reverse("admin:assessments_assessment_reopen", args=[pk])
    assert entries_of(lambda: post(cast.ada, reopen, reason="Er stond een naam in")) == [
        ("account", "reopened", "reportversion", "")
    ]
    _nothing_typed(scene)


def test_the_admin_and_the_national_office(scene: Scene) -> None:
    """Sets, settings, powers and roles; reports of the national office; the trail's own term."""
    cast, post = scene.cast, scene.post
    ada, lotte = cast.ada, cast.lotte
    small = publishing.load(parse_set(SMALL.encode()))[0]
    sets = f"/beheer/indicators/indicatorset/{small.pk}/"
    small.refresh_from_db()
    published = entries_of(lambda: post(ada, f"{sets}publiceren/", revision=small.revision))
    assert published == [("account", "published", "indicatorset", "")]
    fields = {
        "start-indicator_set": small.pk,
        "start-title": "Verborgen titel",
        "start-period_start": "2026-01-01",
        "start-period_end": "2026-12-31",
    }
    assert entries_of(lambda: post(lotte, "start_national", **fields)) == [
        ("account", "started", "nationalreport", "")
    ]
    report = NationalReport.objects.get()
    assert entries_of(lambda: scene.get(lotte, "national_office", report.pk)) == [
        ("account", "report_viewed", "nationalreport", "")
    ]
    assert entries_of(lambda: scene.get(lotte, "national_json", report.pk)) == [
        ("account", "exported", "nationalreport", "json")
    ]
    assert entries_of(lambda: post(lotte, "delete_national", report.pk)) == [
        ("account", "removed", "nationalreport", "")
    ]
    assert entries_of(lambda: post(ada, f"{sets}vervallen/")) == [
        ("account", "retired", "indicatorset", "")
    ]
    assert entries_of(lambda: post(ada, f"{sets}vervallen/", do="again")) == [
        ("account", "used_again", "indicatorset", "")
    ]

    organisations = "/beheer/networks/organisation/"
    assert entries_of(lambda: post(ada, f"{organisations}add/", name="Hulplijn")) == [
        ("account", "added", "organisation", "organisation")
    ]
    made = Organisation.objects.get(name="Hulplijn")
    assert entries_of(lambda: post(ada, f"{organisations}{made.pk}/change/", name="Hulp")) == [
        ("account", "changed", "organisation", "name")
    ]
    chosen = [made.pk, Organisation.objects.exclude(pk=made.pk).first().pk]
    both = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    assert (
        entries_of(lambda: post(ada, organisations, **both))
        == [("account", "deleted", "organisation", "")] * 2
    )

    bram = f"/beheer/networks/user/{cast.bram.pk}/change/"
    of_bram = cast.noord.memberships.get(user=cast.bram)
    role = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "1",
        "memberships-0-id": of_bram.pk,
        "memberships-0-user": cast.bram.pk,
        "memberships-0-network": cast.noord.pk,
        "memberships-0-role": "contributor",
    }
    account = {"email": cast.bram.email, "name": "Bram", "is_active": "on"}
    assert entries_of(lambda: post(ada, bram, **account, **role, is_staff="on")) == [
        ("account", "power_given", "user", "is_staff"),
        ("account", "changed", "user", "is_staff"),
    ]
    assert entries_of(lambda: post(ada, bram, **account, **role)) == [
        ("account", "power_taken", "user", "is_staff"),
        ("account", "changed", "user", "is_staff"),
    ]
    ended = {**role, "memberships-0-DELETE": "on"}
    assert entries_of(lambda: post(ada, bram, **account, **ended)) == [
        ("account", "role_ended", "user", "contributor"),
        ("account", "changed", "user", ""),
    ]
    given = {**role, "memberships-INITIAL_FORMS": "0", "memberships-0-id": ""}
    assert entries_of(lambda: post(ada, bram, **account, **given)) == [
        ("account", "role_given", "user", "contributor"),
        ("account", "changed", "user", ""),
    ]
    TrailEntry.objects.create(
        at=timezone.now() - timedelta(days=2),
        kept_until=timezone.now() - timedelta(days=1),
        what="login", who="visitor", result="done",
    )  # fmt: skip
    assert entries_of(lambda: call_command("tidy_trail", stdout=StringIO())) == [
        ("system", "tidied", "", "1")
    ]
    erase = partial(call_command, "erase_person", cast.bram.email, stdout=StringIO())
    assert entries_of(lambda: erase(dry_run=True)) == []
    assert entries_of(erase) == [
        ("system", "sessions_ended", "user", ""),
        ("system", "erased", "user", "account,asked"),
    ]
    assert TrailEntry.objects.latest("pk").subject_pk == cast.bram.pk
    _nothing_typed(scene)


def test_each_kind_of_event_is_walked() -> None:
    """Whoever adds a kind adds it to the stories above."""
    elsewhere = Path(__file__).parents[2] / "single_sign_on/test_logging_in.py"
    told = Path(__file__).read_text() + elsewhere.read_text()
    assert [what for what in TrailEntry.What.values if f'"{what}"' not in told] == []


def _nothing_typed(scene: Scene) -> None:
    """Assert that no text that was typed and no secret stands in any row, in any form."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM networks_trailentry")
        stored = str(cursor.fetchall())
    names = [user.email for user in User.objects.all()]
    assert [one for one in [*TYPED, *scene.secrets, *names] if one in stored] == []
    assert TrailEntry.objects.count() > 3
