"""Every address of the portal, and who gets what there. An address that isn't in the table fails
the suite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django_tasks_db.models import DBTaskResult

from assessments import lifecycle
from assessments.models import (
    Assessment,
    Comment,
    Conclusion,
    Finding,
    FollowUp,
    Recommendation,
    Source,
    Thread,
    View,
)
from assessments.threads import talking
from documents.models import Document
from documents.requested_documents import ask_for
from indicators.models import IndicatorSet
from networks.invitations import invite
from networks.looking_inside import look_inside
from networks.models import Invitation, Mail, Membership, User
from reports import confirming
from reports.document_kinds import REPORT
from tests.national.test_national_permissions import NAMES as NATIONAL

from .cast import Cast, load_theme, make_assessment
from .protection import unprotected

# What each role gets on network Noord's running assessment. Nobody is logged in as "nobody".
READ = {
    "anna": 200,
    "bram": 200,
    "eva": 200,
    "zoe": 404,
    "lotte": 404,
    "ada": 200,
    "nobody": "login",
}
WRITE = {
    "anna": "ok",
    "bram": "ok",
    "eva": 403,
    "zoe": 404,
    "lotte": 404,
    "ada": 403,
    "nobody": "login",
}
NOTHING_STORED = dict.fromkeys(READ, 404) | {"nobody": "login"}
# To move a part, it must be named; none is here, so who may move one is told that it isn't there.
MOVE = WRITE | {"anna": 404, "bram": 404}
# Who deletes without having seen the texts is shown them first.
DELETE = WRITE | {"anna": 409, "bram": 409}
# Talk is for who has a role in the network, and for nobody else.
NETWORK = READ | {"ada": 403}
TALK = WRITE | {"eva": "ok"}
COORDINATE = {
    "anna": "ok",
    "bram": 403,
    "eva": 403,
    "zoe": 404,
    "lotte": 404,
    "ada": 403,
    "nobody": "login",
}
START = {
    "anna": 200,
    "bram": 403,
    "eva": 403,
    "zoe": 404,
    "lotte": 404,
    "ada": 404,
    "nobody": "login",
}
NO_OWN_JUDGEMENT = WRITE | {"anna": 403, "bram": 403}
OWN_DATA = {
    "anna": 200,
    "bram": 403,
    "eva": 403,
    "zoe": 404,
    "lotte": 404,
    "ada": 200,
    "nobody": "login",
}
EVERYBODY = {
    "anna": 200,
    "bram": 200,
    "eva": 200,
    "zoe": 200,
    "lotte": 200,
    "ada": 200,
    "nobody": "login",
}
# The same for everybody, also without an account.
PUBLIC = EVERYBODY | {"nobody": 200}
CONFIRMED = READ | {"lotte": 200}


def asking(reading: dict[str, object]) -> dict[str, object]:
    """Return who may ask for a document: who may read it, and they go on to how far it is."""
    return {role: 303 if expected == 200 else expected for role, expected in reading.items()}


ASK = asking(READ)
ASK_EVERYBODY = asking(EVERYBODY)
ASK_OWN_DATA = asking(OWN_DATA)
NOT_YET = {role: 302 if expected == 200 else expected for role, expected in READ.items()}
LET_IN = {role: "ok" if expected == 200 else expected for role, expected in READ.items()}
ADMIN = dict.fromkeys(READ, 404) | {"ada": 200, "nobody": "login"}
# Nothing to check while nothing is under review: members are told so.
CHECK = {
    "anna": 403,
    "bram": 403,
    "eva": 403,
    "zoe": 404,
    "lotte": 404,
    "ada": 403,
    "nobody": "login",
}

WERKSET = {"slug": "werkset-veiligheid-voorop", "version": "2.0"}


@dataclass(frozen=True)
class Row:
    """One address with one method; `part` is the model whose row `part_pk` names."""

    name: str
    method: str
    expected: dict[str, object]
    kwargs: tuple[tuple[str, object], ...] = ()
    part: type | None = None


def row(
    address: str,
    method: str,
    expected: dict[str, object],
    part: type | None = None,
    **kwargs: object,
) -> Row:
    return Row(address, method, expected, tuple(kwargs.items()), part)


TABLE = [
    row("start", "get", EVERYBODY),
    row("guides", "get", PUBLIC),
    row("guide", "get", PUBLIC, name="coordinator"),
    row("guide", "get", dict.fromkeys(PUBLIC, 404), name="installeren"),
    row("guide_picture", "get", PUBLIC, name="invullen"),
    row("guide_picture", "get", dict.fromkeys(PUBLIC, 404), name="make"),
    row("contact", "get", PUBLIC),
    row("privacy", "get", PUBLIC),
    row("accessibility", "get", PUBLIC),
    row("reports", "get", EVERYBODY),
    # Nothing is confirmed here yet: everybody may look for what there is to choose or find.
    row("comparison", "get", EVERYBODY),
    row("side_by_side", "get", EVERYBODY),
    row("search", "get", EVERYBODY),
    # Only what is confirmed is on it, so the national office may see the page of any network.
    row("development", "get", CONFIRMED, slug="noord"),
    row("api_tokens", "get", EVERYBODY),
    # A key takes the password once more, and nobody here has one.
    row("api_tokens", "post", dict.fromkeys(EVERYBODY, 403) | {"nobody": "login"}),
    row("account", "get", EVERYBODY),
    row("stay_logged_in", "post", dict.fromkeys(EVERYBODY, "ok") | {"nobody": "login"}),
    # Nobody here has another session, or a second factor; tests/networks/ has both.
    row("end_session", "post", dict.fromkeys(EVERYBODY, "ok") | {"nobody": "login"}),
    row("mfa_index", "get", EVERYBODY),
    row("mfa_activate_totp", "get", EVERYBODY),
    row("mfa_add_webauthn", "get", EVERYBODY),
    row("mfa_deactivate_totp", "get", NOTHING_STORED),
    row("mfa_remove_webauthn", "get", NOTHING_STORED),
    row("mfa_view_recovery_codes", "get", NOTHING_STORED),
    row("mfa_generate_recovery_codes", "get", EVERYBODY),
    row("look_inside", "get", COORDINATE | {"anna": 403, "ada": 200}, slug="noord"),
    row("look_inside", "post", COORDINATE | {"anna": 403, "ada": "ok"}, slug="noord"),
    row("network_second_factor", "post", COORDINATE | {"ada": "ok"}, slug="noord"),
    row("people", "get", COORDINATE | {"anna": 200, "ada": 200}, slug="noord"),
    row("people", "post", COORDINATE | {"ada": "ok"}, slug="noord"),
    row("hand_over", "get", START, slug="noord"),
    row("hand_over", "post", START | {"anna": "ok"}, slug="noord"),
    row("role", "get", COORDINATE | {"anna": 200, "ada": 200}, Membership, slug="noord"),
    row("role", "post", COORDINATE | {"ada": "ok"}, Membership, slug="noord"),
    row("end_role", "get", COORDINATE | {"anna": 200, "ada": 200}, Membership, slug="noord"),
    row("end_role", "post", COORDINATE | {"ada": "ok"}, Membership, slug="noord"),
    row("send_invitation_again", "post", COORDINATE | {"ada": "ok"}, Invitation, slug="noord"),
    row(
        "withdraw_invitation",
        "get",
        COORDINATE | {"anna": 200, "ada": 200},
        Invitation,
        slug="noord",
    ),
    row("withdraw_invitation", "post", COORDINATE | {"ada": "ok"}, Invitation, slug="noord"),
    row("network_outbox", "get", COORDINATE | {"anna": 200, "ada": 200}, slug="noord"),
    row("trail", "get", COORDINATE | {"anna": 200, "ada": 200}, slug="noord"),
    row("outbox", "get", dict.fromkeys(EVERYBODY, 403) | {"ada": 200, "nobody": "login"}),
    row("mail", "get", COORDINATE | {"anna": 200, "ada": 200}, Mail),
    row("try_mail_again", "post", COORDINATE | {"ada": "ok"}, Mail),
    # Keys are one's own, and here nobody has any; tests/networks/test_tokens.py revokes one.
    row("revoke_api_token", "get", NOTHING_STORED),
    row("revoke_api_token", "post", NOTHING_STORED),
    row("start_assessment", "get", START, slug="noord"),
    row("start_assessment", "post", START | {"anna": "ok"}, slug="noord"),
    row("assessment", "get", READ),
    row("theme", "get", READ, theme_key="actie-overleg"),
    row("theme", "post", WRITE, theme_key="actie-overleg"),
    row("answer", "post", WRITE, indicator_key="actie-overleg-mandaat"),
    row("look_at_answer", "post", WRITE, indicator_key="actie-overleg-mandaat"),
    row("estimate", "post", WRITE, group_key="actie-overleg-waarde"),
    row("name_and_period", "get", COORDINATE | {"anna": 200, "nobody": "login"}),
    row("name_and_period", "post", COORDINATE),
    row("remove_assessment", "get", COORDINATE | {"anna": 200, "nobody": "login"}),
    row("remove_assessment", "post", COORDINATE),
    row("version", "get", COORDINATE | {"anna": 200, "nobody": "login"}),
    row("version", "post", COORDINATE),
    row("points", "get", READ),
    row("add_point", "post", WRITE, kind="strength", theme_pk=0),
    row(
        "point_of_judgement",
        "get",
        READ | {"eva": 302, "ada": 302},
        indicator_key="actie-overleg-mandaat",
        kind="strength",
    ),
    row(
        "point_of_judgement",
        "post",
        WRITE,
        indicator_key="actie-overleg-mandaat",
        kind="strength",
    ),
    row("move_point", "post", MOVE, Finding),
    row("save_point", "post", WRITE, Finding),
    row("point_sources", "get", READ, Finding),
    row("point_sources", "post", WRITE, Finding),
    row("rests_on", "get", READ),
    row("delete_point", "get", READ, Finding),
    row("delete_point", "post", DELETE, Finding),
    row("sources", "get", READ),
    row("add_source", "post", WRITE, kind="meeting"),
    row("let_evaluator_in", "post", COORDINATE),
    row("source", "get", READ, Source),
    row("source", "post", WRITE, Source),
    row("save_source", "post", WRITE, Source),
    row("save_view", "post", WRITE, Source, indicator_key="actie-overleg-mandaat"),
    row("earlier_views", "get", READ, Source, indicator_key="actie-overleg-mandaat"),
    # The source of the scene is a talk: there is nothing to put beside it.
    row("beside", "get", NOTHING_STORED, Source),
    row("earlier_sources", "get", READ, Source),
    row("delete_source", "get", READ, Source),
    row("delete_source", "post", DELETE, Source),
    # Nobody here gives an own judgement; tests/assessments/test_own_judgement.py lets Eva.
    row("finish_own_judgement", "post", NO_OWN_JUDGEMENT, Source),
    row("ask_person", "post", COORDINATE, Source),
    # Nobody was asked here; tests/partners/test_conversation_reports.py has links.
    row("change_conversation_link", "post", COORDINATE | {"anna": 404}, Source),
    row("handle_correction", "post", COORDINATE | {"anna": 404}, Source, remark_pk=1),
    row("partners", "get", READ),
    row("ask_partners", "get", COORDINATE | {"anna": 200}),
    row("ask_partners", "post", COORDINATE),
    # Nobody was asked here; tests/partners/ has links.
    row("change_partner_link", "post", COORDINATE | {"anna": 404}, link_pk=1),
    row("remind_partners", "post", COORDINATE),
    row("differences", "get", READ),
    row("differences_agenda", "get", READ),
    row("discuss", "get", READ, key="actie-overleg-mandaat"),
    row("discuss", "post", WRITE, key="actie-overleg-mandaat"),
    row("add_discussed_point", "post", WRITE, key="actie-overleg-mandaat"),
    row("keep_view", "post", WRITE | {"anna": 404, "bram": 404}, view_pk=1),
    row("fact_check", "get", READ),
    row("change_place", "post", COORDINATE),
    # Not before the review.
    row("ask_to_check", "get", COORDINATE | {"anna": 302}),
    row("ask_to_check", "post", COORDINATE),
    row("change_check_link", "post", COORDINATE | {"anna": 404}, link_pk=1),
    row("remind_checkers", "post", COORDINATE),
    row("earlier_remarks", "get", NOTHING_STORED, remark_pk=1),
    row("handle_remark", "post", COORDINATE | {"anna": 404}, remark_pk=1),
    # Nothing is confirmed here.
    row("share_report", "get", COORDINATE | {"anna": 302}),
    row("share_report", "post", COORDINATE),
    row("stop_sharing", "post", COORDINATE | {"anna": 404}, link_pk=1),
    row("recommendations", "get", READ),
    row("add_recommendation", "post", WRITE),
    # The point of the scene is a strong one: then the page is the list of recommendations.
    row("recommend_for_point", "get", NOT_YET, Finding),
    row("recommend_for_point", "post", WRITE, Finding),
    row("move_recommendation", "post", MOVE, Recommendation),
    row("save_recommendation", "post", WRITE, Recommendation),
    row("delete_recommendation", "get", READ, Recommendation),
    row("delete_recommendation", "post", DELETE, Recommendation),
    row("add_follow_up", "post", WRITE),
    row("save_follow_up", "post", WRITE, FollowUp),
    row("delete_follow_up", "get", READ, FollowUp),
    row("delete_follow_up", "post", DELETE, FollowUp),
    row("earlier_answers", "get", NOTHING_STORED, indicator_key="actie-overleg-mandaat"),
    row("earlier_points", "get", READ, Finding),
    row("earlier_recommendations", "get", READ, Recommendation),
    row("earlier_follow_ups", "get", READ, FollowUp),
    row("earlier_conclusions", "get", READ, Conclusion),
    row("earlier_texts", "get", READ),
    row("once_used", "get", EVERYBODY, token="een-teken-dat-niemand-heeft"),
    row("threads", "get", NETWORK),
    row("question_threads", "get", NETWORK, indicator_key="actie-overleg-mandaat"),
    row("question_threads", "post", TALK, indicator_key="actie-overleg-mandaat"),
    row("point_threads", "get", NETWORK, Finding),
    row("point_threads", "post", TALK, Finding),
    row("recommendation_threads", "get", NETWORK, Recommendation),
    row("recommendation_threads", "post", TALK, Recommendation),
    row("reply", "post", TALK, Thread),
    row("assign_thread", "post", TALK, Thread),
    row("look_for_personal_data", "post", TALK),
    # A step that no page sends, so who may settle it is told that it doesn't exist.
    row("settle_thread", "post", TALK | {"anna": 400, "bram": 400, "eva": 400}, Thread),
    row("digest_choice", "get", EVERYBODY),
    row("digest_choice", "post", dict.fromkeys(EVERYBODY, "ok") | {"nobody": "login"}),
    row("texts", "get", READ),
    row("save_texts", "post", WRITE),
    row("add_conclusion", "post", WRITE),
    row("move_conclusion", "post", MOVE, Conclusion),
    row("save_conclusion", "post", WRITE, Conclusion),
    row("delete_conclusion", "get", READ, Conclusion),
    row("delete_conclusion", "post", DELETE, Conclusion),
    row("confirmation", "get", READ),
    row("ask_to_confirm", "get", READ | {"anna": 302, "bram": 302, "eva": 302, "ada": 302}),
    row("change_state", "post", COORDINATE),
    row("check_facts", "post", CHECK),
    row("report", "get", READ),
    # A report that somebody asked for already: they are led to how far it is.
    row("report_pdf", "get", NOT_YET),
    row("report_pdf", "post", ASK),
    row("report_archive", "get", READ),
    row("report_archive", "post", ASK),
    row("report_word", "get", READ),
    row("report_word", "post", ASK),
    row("report_sheet", "get", READ),
    row("report_sheet", "post", ASK),
    row("report_slide", "get", READ),
    row("report_slide", "post", ASK),
    row("report_xlsx", "get", READ),
    row("report_csv", "get", READ),
    row("report_json", "get", READ),
    row("network_data", "get", OWN_DATA, slug="noord"),
    row("network_data", "post", ASK_OWN_DATA, slug="noord"),
    # Nothing is confirmed here yet; test_lifecycle reads a version that is.
    row("report_version", "get", NOTHING_STORED, number=1),
    row("report_version_pdf", "get", NOTHING_STORED, number=1),
    row("report_version_pdf", "post", NOTHING_STORED, number=1),
    row("report_version_archive", "get", NOTHING_STORED, number=1),
    row("report_version_archive", "post", NOTHING_STORED, number=1),
    row("report_version_word", "get", NOTHING_STORED, number=1),
    row("report_version_word", "post", NOTHING_STORED, number=1),
    row("report_version_sheet", "get", NOTHING_STORED, number=1),
    row("report_version_sheet", "post", NOTHING_STORED, number=1),
    row("report_version_slide", "get", NOTHING_STORED, number=1),
    row("report_version_slide", "post", NOTHING_STORED, number=1),
    row("report_version_xlsx", "get", NOTHING_STORED, number=1),
    row("report_version_csv", "get", NOTHING_STORED, number=1),
    row("report_version_json", "get", NOTHING_STORED, number=1),
    row("document", "get", READ, Document),
    row("document_file", "get", NOT_YET, Document),
    row("cancel_document", "post", LET_IN, Document),
    row("retry_document", "post", LET_IN, Document),
    row("question_list", "get", EVERYBODY, **WERKSET),
    row("question_list_pdf", "get", EVERYBODY, **WERKSET),
    row("question_list_pdf", "post", ASK_EVERYBODY, **WERKSET),
    row("preview", "get", ADMIN, theme_key="actie-overleg"),
    row(
        "preview",
        "post",
        dict.fromkeys(ADMIN, 405) | {"nobody": "login"},
        theme_key="actie-overleg",
    ),
]

NO_ASSESSMENT = (
    "guides",
    "guide",
    "guide_picture",
    "contact",
    "privacy",
    "accessibility",
    "start",
    "reports",
    "comparison",
    "side_by_side",
    "search",
    "api_tokens",
    "account",
    "stay_logged_in",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "once_used",
    "digest_choice",
    "outbox",
)

# Pages for who isn't logged in, and one's own account.
ACCOUNT = {
    "end_other_sessions",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_login",
    "account_logout",
    "sso_begin",
    "sso_return",
    "sso_confirm",
    "sso_leave",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "invitation",
    "security_txt",
}

# Pages for who has a link: whoever is logged in. tests/partners/test_links.py has a table of them.
BY_LINK = {
    "partner_welcome",
    "partner_overview",
    "partner_question",
    "partner_send_in",
    "partner_sent",
    "partner_others",
    "partner_calendar",
    "check_calendar",
    "check_page",
    "save_remark",
    "looked",
    "conversation_report",
    "save_correction",
    "save_correction_of_whole",
    "conversation_calendar",
    "consent_in_conversation",
    "consent_as_partner",
    "shared_report",
    "shared_report_pdf",
}


@pytest.fixture
def werkset(db: None) -> IndicatorSet:
    """A small set: the table renders its PDFs for every role."""
    return load_theme()


@pytest.fixture
def scene(assessment: Assessment, cast: Cast) -> Assessment:
    """Noord's running assessment with one part of each kind; Ada said why she looks at it."""
    point = Finding.objects.create(
        assessment=assessment, kind="strength", headline="Snelle opvolging"
    )
    talking.begin(assessment=assessment, about={"finding": point}, text="Is dat zo?", by=cast.bram)
    Recommendation.objects.create(assessment=assessment, what="Spreek een terugbelafspraak af")
    FollowUp.objects.create(assessment=assessment, what="Maak een rooster")
    Conclusion.objects.create(assessment=assessment, question="Werkt het?")
    Source.objects.create(assessment=assessment, kind="conversation", function="wijkagent")
    look_inside(network=cast.noord, by=cast.ada, reason="Hulp bij een fout.")
    ask_for(REPORT, assessment, by=cast.anna)
    invite(
        email="partner@voorbeeld.example",
        by=cast.anna,
        portal="https://loket.example/",
        network=cast.noord,
        role="contributor",
    )
    return assessment


def addresses(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            # The API has a table of its own, in tests/research/test_api.py.
            if pattern.app_name not in ("admin", "api"):
                yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def test_every_address_is_in_the_table():
    """An address nobody decided about fails here."""
    known = {row.name for row in TABLE} | NATIONAL | ACCOUNT | BY_LINK
    assert {pattern.name for pattern in addresses(get_resolver().url_patterns)} == known


@pytest.mark.parametrize("role", ["anna", "bram", "eva", "zoe", "lotte", "ada", "nobody"])
def test_each_role_gets_what_the_table_says(role: str, scene: Assessment, cast: Cast, as_user):
    """Outsiders learn nothing (404), readers who write get 403, members get their page."""
    client = Client() if role == "nobody" else as_user(getattr(cast, role))
    before = scene_rows(scene)
    for row in TABLE:
        with transaction.atomic():
            response = getattr(client, row.method)(reverse(row.name, kwargs=arguments(row, scene)))
            changed = scene_rows(scene) != before
            transaction.set_rollback(True)
        assert (row.name, row.method, outcome(response)) == (
            row.name,
            row.method,
            row.expected[role],
        )
        assert (row.name, unprotected(response)) == (row.name, [])
        assert row.expected[role] == "ok" or not changed


@pytest.mark.parametrize("role", ["anna", "zoe", "ada"])
def test_head_is_answered_as_get(role: str, scene: Assessment, cast: Cast, as_user):
    """A link checker that asks for the headers alone gets the status that a browser gets."""
    client = as_user(getattr(cast, role))
    for row in TABLE:
        if row.method == "get":
            with transaction.atomic():
                response = client.head(reverse(row.name, kwargs=arguments(row, scene)))
                transaction.set_rollback(True)
            assert (row.name, outcome(response)) == (row.name, row.expected[role])


@pytest.mark.parametrize("role", ["anna", "ada"])
def test_looking_puts_nothing_in_the_queue(role: str, scene: Assessment, cast: Cast, as_user):
    """A browser that looks ahead at every link of the portal has no document made or mail sent."""
    client, queued = as_user(getattr(cast, role)), DBTaskResult.objects.count()
    for row in TABLE:
        if row.method == "get":
            client.get(reverse(row.name, kwargs=arguments(row, scene)))
            assert (row.name, DBTaskResult.objects.count()) == (row.name, queued)


def arguments(row: Row, assessment: Assessment) -> dict[str, object]:
    """Return what the address of a row needs, with the assessment and part of the scene."""
    kwargs = dict(row.kwargs)
    if row.name == "preview":
        kwargs["set_pk"] = assessment.indicator_set_id
    elif "slug" not in kwargs and row.name not in NO_ASSESSMENT:
        kwargs["pk"] = assessment.pk
    if row.part in (Document, Mail, Invitation):
        kwargs["pk"] = row.part.objects.get().pk
    elif row.part is Membership:
        kwargs["pk"] = Membership.objects.get(user__name="Bram").pk
    elif row.part is Thread:
        kwargs["thread_pk"] = Thread.objects.get().pk
    elif row.part and not row.name.startswith("move"):
        kwargs["part_pk"] = row.part.objects.get().pk
    return kwargs


def outcome(response: HttpResponse) -> object:
    """Return the word that the table uses for a response."""
    posted = response.request["REQUEST_METHOD"] == "POST"
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return "login"
    # An empty form comes back as a form and a bare step with a message: the person was let in.
    return "ok" if posted and response.status_code in {200, 302, 422} else response.status_code


def scene_rows(assessment: Assessment) -> list[object]:
    models = [
        Finding,
        Recommendation,
        FollowUp,
        Conclusion,
        Source,
        View,
        Assessment,
        Thread,
        Comment,
    ]
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize(
    "name", ["assessment", "points", "texts", "confirmation", "report", "report_json"]
)
def test_the_national_office_reads_what_is_confirmed(
    name: str, scene: Assessment, cast: Cast, as_user
):
    """The same pages that were hidden while the network was at work."""
    lifecycle.submit_for_review(assessment=scene)
    confirming.confirm(assessment=scene, by=cast.anna)
    for role, expected in CONFIRMED.items():
        if role != "nobody":
            response = as_user(getattr(cast, role)).get(reverse(name, kwargs={"pk": scene.pk}))
            assert (role, response.status_code) == (role, expected)


def test_a_confirmed_assessment_refuses_its_own_coordinator(scene: Assessment, cast: Cast, as_user):
    """After confirming nobody writes, and the message says why."""
    lifecycle.submit_for_review(assessment=scene)
    confirming.confirm(assessment=scene, by=cast.anna)
    for row in TABLE:
        # A confirmed report is what is shared.
        writes = row.expected in (WRITE, MOVE, COORDINATE, TALK) and row.name != "share_report"
        if row.method == "post" and writes:
            response = as_user(cast.anna).post(reverse(row.name, kwargs=arguments(row, scene)))
            assert (row.name, response.status_code) == (row.name, 403)
            assert "vastgesteld en verandert niet meer" in response.content.decode()


def test_contributors_wait_while_the_facts_are_checked(scene: Assessment, cast: Cast, as_user):
    """Under review the coordinator still mends, a contributor gives a fact check."""
    lifecycle.submit_for_review(assessment=scene)
    add = reverse("add_point", kwargs={"pk": scene.pk, "kind": "strength", "theme_pk": 0})
    new_point = {"new-strength-0-headline": "Vaste aanspreekpunten"}
    assert as_user(cast.bram).post(add, new_point).status_code == 403
    assert as_user(cast.anna).post(add, new_point).status_code == 302
    check = as_user(cast.bram).post(
        reverse("check_facts", kwargs={"pk": scene.pk}), {"check-agrees": "true"}
    )
    assert check.status_code == 302
    assert scene.fact_checks.get().user == cast.bram


def test_a_network_sees_no_other_network_on_its_pages(
    scene: Assessment, werkset: IndicatorSet, cast: Cast, as_user: Callable[[User], Client]
):
    """Zoë's start page and reports hold nothing of Noord, running or confirmed."""
    made = make_assessment(cast.noord, werkset, 2025)
    lifecycle.submit_for_review(assessment=made)
    confirming.confirm(assessment=made, by=cast.anna)
    make_assessment(cast.zuid, werkset, 2026)
    for address in (reverse("start"), reverse("reports")):
        page = as_user(cast.zoe).get(address).content.decode()
        assert "Noord" not in page
    assert "Netwerk Noord" in as_user(cast.lotte).get(reverse("reports")).content.decode()
    assert "Zelfevaluatie 2026" not in as_user(cast.lotte).get(reverse("reports")).content.decode()


@pytest.mark.parametrize("role", ["anna", "bram", "eva", "zoe", "lotte"])
def test_only_admins_enter_the_admin(role: str, cast: Cast, as_user):
    """Every admin page sends others away, whatever their role in a network."""
    client = as_user(getattr(cast, role))
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert client.get(address).status_code in {302, 403}
    assert as_user(cast.ada).get(reverse("admin:index")).status_code == 200
