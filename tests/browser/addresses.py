"""Every page of the portal: which axe looks at, when and through whose eyes. Add a page by adding
its name here."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import get_resolver, reverse

from assessments.models import Source
from tests.test_permissions import addresses

from .scenes import (
    Scene,
    confirmed,
    document_failed,
    document_waiting,
    empty,
    filled,
    invited,
    judging,
    national_concept,
    national_confirmed,
    reopened,
    under_review,
    with_second_factor,
    with_sources,
)
from .typing import KEY

# By scene and person (nobody is ""): names of addresses, with what stands after it, or an address
# as it is.
PAGES: dict[Callable[[Scene], None], dict[str, list[str]]] = {
    empty: {
        "anna": [
            "start", "start_assessment", "assessment", "theme", "points", "recommendations", "texts", "confirmation",
            "name_and_period", "remove_assessment",
            "report", "reports", "search?zoek=werkafspraken&jaar=x", "api_tokens", "revoke_api_token",
            "account", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
            "account_change_password", "account_logout", "threads", "question_threads", "digest_choice",
            "/zelfevaluaties/0/", "/zelfevaluaties/0/vaststellen/stap/",
        ],
        "bram": ["start_assessment", "account_set_password"],
        "": [
            "account_login", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
            "account_reset_password_from_key_done", "/account/wachtwoord/nieuw/1-weg/",
            "guides", "guide", "/hulp/api/", "/hulp/evaluator/", "contact", "privacy", "accessibility",
        ],
    },
    with_second_factor: {
        "anna": [
            "account", "mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        ],
    },
    filled: {
        "anna": [
            "start", "assessment", "theme", "points", "recommendations", "texts", "confirmation", "delete_point",
            "point_of_judgement", "recommend_for_point",
            "delete_recommendation", "delete_follow_up", "delete_conclusion", "report", "earlier_answers",
            "earlier_points", "earlier_recommendations", "earlier_follow_ups", "earlier_conclusions", "earlier_texts",
            "threads", "threads?voor=mij", "question_threads", "point_threads", "recommendation_threads",
        ],
        "eva": ["theme", "points", "recommendations", "texts", "question_threads"],
        "lotte": ["start"],
        "ada": ["start"],
    },
    with_sources: {
        "anna": [
            "points", "report", "sources", "source", "source?soort=document", "source?soort=partner", "earlier_sources",
            "earlier_views", "delete_source", "beside", "point_sources",
        ],
        "bram": ["sources"],
    },
    judging: {"eva": ["start", "sources", "source?soort=evaluator"], "anna": ["sources"]},
    invited: {
        "anna": [
            "people", "role", "end_role", "hand_over", "withdraw_invitation", "network_outbox", "mail",
            "network_outbox?alleen=problemen", "trail", "trail?voor=2&wat=invited",
        ],
        "ada": ["outbox", "people", "look_inside"],
        "zoe": ["/netwerken/{zuid}/mensen/", "/netwerken/{zuid}/mensen/overdragen/", "/netwerken/{zuid}/berichten/"],
    },
    under_review: {"anna": ["start", "confirmation", "ask_to_confirm"], "bram": ["confirmation"]},
    confirmed: {
        "anna": [
            "theme", "confirmation", "threads", "question_threads", "report", "report_version", "side_by_side", "search?zoek=werkafspraken",
        ],
        "lotte": ["reports", "development", "comparison"],
    },
    reopened: {"anna": ["confirmation"]},
    document_waiting: {"anna": ["document"]},
    document_failed: {"anna": ["document"]},
    national_concept: {
        "lotte": [
            "national_list", "national_progress", "start_national", "national", "national_texts", "national_recommendations",
            "delete_national", "delete_national_recommendation", "confirm_national", "national_report",
            "national_office", "earlier_national_texts", "earlier_national_recommendations",
        ],
    },
    national_confirmed: {
        "lotte": ["national_list", "national", "reopen_national", "national_version", "national_office"],
        "anna": ["national_report"],
    },
}  # fmt: skip
# Pages with tables, pictures or many fields, at which axe looks on a phone too.
ALSO_NARROW = {
    "account",
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "people",
    "trail",
    "network_outbox",
    "theme",
    "question_threads",
    "report",
    "points",
    "point_of_judgement",
    "recommendations",
    "sources",
    "source",
    "beside",
    "point_sources",
    "side_by_side",
    "development",
    "national_report",
}
# axe looks at these in a test of their own.
ELSEWHERE = {
    "account_reauthenticate",
    "sso_return",
    "sso_confirm",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "invitation",
    "preview",
    "question_list",
    "version",
    "partners",
    "ask_partners",
    "differences",
    "differences_agenda",
    "discuss",
    "fact_check",
    "earlier_remarks",
    "ask_to_check",
    "check_page",
    "conversation_report",
    "partner_welcome",
    "partner_overview",
    "partner_question",
    "partner_sent",
    "partner_others",
    "share_report",
    "shared_report",
}
NO_PAGE = (
    "save_",
    "add_",
    "move_",
    "change_",
    "check_facts",
    "cancel_",
    "retry_",
    "assign_",
    "settle_",
    "send_",
    "try_",
    "keep_",
    "remind_",
    "handle_",
    "looked",
    "rests_on",
    "stop_sharing",
    "partner_send_in",
    "ask_person",
    "consent_",
)
FILES = (
    "_calendar",
    "_pdf",
    "_archive",
    "_sheet",
    "_slide",
    "_word",
    "_xlsx",
    "_csv",
    "_json",
    "network_data",
    "document_file",
    "guide_picture",
    "security_txt",
)
OF_A_SOURCE = {"source", "earlier_sources", "earlier_views", "delete_source", "beside"}
IN_A_PAGE = {
    "stay_logged_in",
    "sso_begin",
    "sso_leave",
    "end_session",
    "end_other_sessions",
    "network_second_factor",
    "let_evaluator_in",
    "finish_own_judgement",
    "answer",
    "look_at_answer",
    "estimate",
    "once_used",
    "reply",
    "look_for_personal_data",
}


def names_of_pages() -> set[str]:
    """Return the names of all addresses outside the admin and the API that show a page."""
    names = {pattern.name or "" for pattern in addresses(get_resolver().url_patterns)} - IN_A_PAGE
    return {name for name in names if not name.startswith(NO_PAGE) and not name.endswith(FILES)}


def address(name: str, scene: Scene) -> str:
    """Return the address of a page about what is in the scene."""
    if name.startswith("/"):
        return name.format(zuid=scene.people.zuid.slug)
    name, mark, query = name.partition("?")
    if name == "side_by_side":
        both = scene.people.noord.assessments.confirmed().values_list("pk", flat=True)
        mark, query = "?", "&".join(f"z={pk}" for pk in both)
    parameters = next(
        pattern for pattern in addresses(get_resolver().url_patterns) if pattern.name == name
    )
    wanted = parameters.pattern.regex.groupindex or parameters.pattern.converters
    return (
        reverse(
            name, kwargs={one: _value(one, name, scene, query.partition("=")[2]) for one in wanted}
        )
        + mark
        + query
    )


def _value(parameter: str, name: str, scene: Scene, kind: str) -> object:
    assessment = scene.people.assessment
    if parameter == "slug":
        return scene.people.noord.slug
    if parameter == "theme_key":
        return "samenhang"
    if parameter == "indicator_key":
        return KEY
    if name == "guide":
        return "coordinator"
    if parameter == "number":
        return 1
    if parameter == "uidb36":
        return user_pk_to_url_str(scene.people.bram)
    if parameter == "key":
        return default_token_generator.make_token(scene.people.bram)
    if parameter == "kind":
        return "strength"
    if parameter == "part_pk" and name in OF_A_SOURCE:
        kind = "evaluator" if name == "beside" else kind or "conversation"
        return Source.objects.filter(assessment=assessment, kind=kind)[0].pk
    if name == "recommend_for_point" and parameter == "part_pk":
        return scene.people.assessment.findings.filter(kind="improvement")[0].pk
    if parameter == "part_pk":
        return _part(
            name.removeprefix("delete_")
            .removeprefix("earlier_")
            .removesuffix("_threads")
            .removesuffix("s"),
            scene,
        ).pk
    noord = scene.people.noord
    about = {
        "revoke_api_token": scene.token,
        "document": scene.document,
        "mail": scene.mail,
        "role": noord.memberships.get(user=scene.people.anna),
        "end_role": noord.memberships.get(user=scene.people.bram),
        "withdraw_invitation": noord.invitations.first(),
    }.get(name, assessment)
    if "national" in name:
        about = scene.national
    assert about is not None
    return about.pk


def _part(kind: str, scene: Scene):
    if kind == "national_recommendation":
        assert scene.national is not None
        return scene.national.recommendations.first()
    parts = {"point": "findings", "recommendation": "recommendations", "follow_up": "follow_ups"}
    return getattr(scene.people.assessment, parts.get(kind, "conclusions")).first()
