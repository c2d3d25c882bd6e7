"""A partner's own pages, by its link; and what a coordinator asks and sees of partners."""

from django.urls import path, register_converter

from networks.links import LENGTH

from .views import (
    asking_pages,
    calendar_files,
    check_pages,
    conversation_asking,
    conversation_pages,
    difference_pages,
    discussion_pages,
    fact_pages,
    partner_pages,
    quote_consent,
)


class SecretConverter:
    """The secret of a link. What a mail program cut off, or added to, gets a page too."""

    regex = r"[^/]{1,100}"

    def to_python(self, value: str) -> str:
        # What mail programs add to the end of a link.
        return value.rstrip(".,;:!?)>]»”’")[: LENGTH + 1]

    def to_url(self, value: str) -> str:
        return value


register_converter(SecretConverter, "secret")

LINK = "inbreng/<secret:secret>/"
CHECK = "controle/<secret:secret>/"
CONVERSATION = "gespreksverslag/<secret:secret>/"
OF = "zelfevaluaties/<int:pk>/partners/"
OF_CONVERSATION = "zelfevaluaties/<int:pk>/bronnen/<int:part_pk>/gespreksverslag/"

urlpatterns = [
    path(LINK, partner_pages.welcome, name="partner_welcome"),
    path(f"{LINK}vragen/", partner_pages.overview, name="partner_overview"),
    path(f"{LINK}vraag/<slug:key>/", partner_pages.question_page, name="partner_question"),
    path(f"{LINK}versturen/", partner_pages.send_in, name="partner_send_in"),
    path(f"{LINK}verstuurd/", partner_pages.sent, name="partner_sent"),
    path(f"{LINK}anderen/", partner_pages.others, name="partner_others"),
    path(f"{LINK}agenda.ics", calendar_files.partner_calendar, name="partner_calendar"),
    path(CHECK, check_pages.check_page, name="check_page"),
    path(f"{CHECK}<slug:subject>/<int:subject_pk>/", check_pages.save_remark, name="save_remark"),
    path(f"{CHECK}gekeken/", check_pages.looked, name="looked"),
    path(f"{CHECK}agenda.ics", calendar_files.check_calendar, name="check_calendar"),
    path(f"{LINK}citeren/", quote_consent.consent_as_partner, name="consent_as_partner"),
    path(CONVERSATION, conversation_pages.conversation_report, name="conversation_report"),
    path(
        f"{CONVERSATION}correctie/",
        conversation_pages.save_correction,
        name="save_correction_of_whole",
    ),
    path(
        f"{CONVERSATION}correctie/<slug:key>/",
        conversation_pages.save_correction,
        name="save_correction",
    ),
    path(
        f"{CONVERSATION}agenda.ics",
        calendar_files.conversation_calendar,
        name="conversation_calendar",
    ),
    path(
        f"{CONVERSATION}citeren/",
        quote_consent.consent_in_conversation,
        name="consent_in_conversation",
    ),
    path(f"{OF_CONVERSATION}vragen/", conversation_asking.ask_person, name="ask_person"),
    path(
        f"{OF_CONVERSATION}link/",
        conversation_asking.change_conversation_link,
        name="change_conversation_link",
    ),
    path(
        f"{OF_CONVERSATION}correctie/<int:remark_pk>/",
        conversation_asking.handle_correction,
        name="handle_correction",
    ),
    path(OF, asking_pages.partners_page, name="partners"),
    path(f"{OF}vragen/", asking_pages.ask_page, name="ask_partners"),
    path(f"{OF}herinneren/", asking_pages.remind_partners, name="remind_partners"),
    path(f"{OF}<int:link_pk>/", asking_pages.change_partner_link, name="change_partner_link"),
    path(f"{OF}verschillen/", difference_pages.differences_page, name="differences"),
    path(f"{OF}verschillen/agenda/", difference_pages.agenda_page, name="differences_agenda"),
    path(f"{OF}verschillen/vraag/<slug:key>/", discussion_pages.discuss, name="discuss"),
    path(
        f"{OF}verschillen/vraag/<slug:key>/punt/",
        discussion_pages.add_discussed_point,
        name="add_discussed_point",
    ),
    path(f"{OF}inbreng/<int:view_pk>/", difference_pages.keep_view, name="keep_view"),
    path(f"{OF}feiten/", fact_pages.fact_check_page, name="fact_check"),
    path(f"{OF}feiten/vragen/", fact_pages.ask_to_check, name="ask_to_check"),
    path(f"{OF}feiten/herinneren/", fact_pages.remind_checkers, name="remind_checkers"),
    path(f"{OF}feiten/link/<int:link_pk>/", fact_pages.change_check_link, name="change_check_link"),
    path(f"{OF}feiten/<int:remark_pk>/", fact_pages.handle_remark, name="handle_remark"),
    path(f"{OF}feiten/<int:remark_pk>/eerder/", fact_pages.earlier_remarks, name="earlier_remarks"),
]
