"""Which section of which guide is about a page: by the name of its address."""

# By anchor, the names of the pages.
_Sections = dict[str, tuple[str, ...]]

_COORDINATOR: _Sections = {
    "": ("start",),
    "inloggen": (
        "account", "account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_authenticate", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_index",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
    ),
    "mensen-in-uw-netwerk": (
        "people", "role", "end_role", "hand_over", "withdraw_invitation", "network_outbox", "mail",
        "trail",
        "outbox",
    ),
    "een-evaluatie-beginnen": ("start_assessment", "name_and_period", "remove_assessment"),
    "de-startpagina": ("assessment",),
    "vragen-invullen": ("theme",),
    "wat-gebeurt-er-met-uw-tekst-als-": (
        "earlier_answers", "earlier_points", "earlier_recommendations", "earlier_follow_ups",
        "earlier_conclusions", "earlier_texts", "earlier_sources", "earlier_views",
        "earlier_remarks",
    ),
    "overleggen-met-collegas": (
        "threads", "question_threads", "point_threads", "recommendation_threads", "digest_choice",
    ),
    "partners-vragen": ("partners", "ask_partners"),
    "waar-partners-verschillen": ("differences", "differences_agenda", "discuss"),
    "punten-op-een-rij": ("points", "point_sources", "point_of_judgement", "delete_point"),
    "aanbevelingen": (
        "recommendations", "recommend_for_point", "delete_recommendation", "delete_follow_up",
    ),
    "toetsen-en-vaststellen": (
        "confirmation", "ask_to_confirm", "fact_check", "ask_to_check", "texts",
        "delete_conclusion",
    ),
    "een-nieuwere-versie-van-de-vragen": ("version",),
    "het-rapport": ("report", "report_version", "share_report"),
    "ontwikkeling": ("development",),
}  # fmt: skip
_EVALUATOR: _Sections = {
    "een-rapport-lezen": ("reports",),
    "gesprekken-en-documenten-opschrijven": ("sources", "source", "delete_source"),
    "een-eigen-oordeel-geven": ("beside",),
    "naast-elkaar-leggen": ("comparison", "side_by_side"),
    "zoeken-in-alle-tekst": ("search",),
    "downloaden": ("document",),
}
_NATIONAL: _Sections = {
    "": ("national_list", "national"),
    "een-rapport-maken": (
        "start_national", "national_texts", "national_recommendations", "confirm_national",
        "reopen_national", "delete_national", "delete_national_recommendation",
        "earlier_national_texts", "earlier_national_recommendations",
    ),
    "wie-is-hoe-ver": ("national_progress",),
    "twee-uitgaven": ("national_report", "national_version", "national_office"),
}  # fmt: skip
_PARTNER: _Sections = {
    "": (
        "partner_welcome", "partner_overview", "partner_question", "partner_sent",
        "partner_others", "check_page", "conversation_report",
    ),
}  # fmt: skip
_ADMIN: _Sections = {
    "bekijken-zoals-een-coördinator-het-ziet": ("preview",),
    "netwerken-en-mensen": ("look_inside",),
}
_API: _Sections = {"een-sleutel-maken": ("api_tokens", "revoke_api_token")}

_GUIDES: dict[str, _Sections] = {
    "coordinator": _COORDINATOR,
    "evaluator": _EVALUATOR,
    "landelijk": _NATIONAL,
    "partner": _PARTNER,
    "beheerder": _ADMIN,
    "api": _API,
}
SECTIONS: dict[str, tuple[str, str]] = {
    name: (guide, anchor)
    for guide, sections in _GUIDES.items()
    for anchor, names in sections.items()
    for name in names
}
# What people see of each page explains itself: logging in, a new password, an invitation, a list of
# questions, a report that was shared.
WITHOUT_SECTION = {
    "account_login",
    "account_logout",
    "sso_return",
    "sso_confirm",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "invitation",
    "question_list",
    "shared_report",
}
ADMIN_GUIDE = ("beheerder", "")
