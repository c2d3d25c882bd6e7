"""The addresses of reports: confirming, reading, downloading."""

from django.urls import path

import partners.urls  # noqa: F401 - registers the converter

from .exports import EXPORTS
from .views import confirmation, consent, development, downloads, report, sharing

IN = "zelfevaluaties/<int:pk>/"

urlpatterns = [
    path("netwerken/<slug:slug>/ontwikkeling/", development.development_page, name="development"),
    path(f"{IN}vaststellen/", confirmation.confirmation_page, name="confirmation"),
    path(f"{IN}vaststellen/zeker/", confirmation.ask_to_confirm, name="ask_to_confirm"),
    path(f"{IN}vaststellen/stap/", confirmation.change_state, name="change_state"),
    path(f"{IN}vaststellen/toetsing/", confirmation.check_facts, name="check_facts"),
    path(f"{IN}delen/", sharing.share_page, name="share_report"),
    path(f"{IN}delen/<int:link_pk>/stop/", sharing.stop_sharing, name="stop_sharing"),
    # The converter is of partners, whose links have the same form.
    path("gedeeld/<secret:secret>/", sharing.shared_page, name="shared_report"),
    path("gedeeld/<secret:secret>/rapport.pdf", sharing.shared_pdf, name="shared_report_pdf"),
    path(f"{IN}rapport/", report.report_page, name="report"),
    path(f"{IN}rapport.pdf", report.report_pdf, name="report_pdf"),
    path(f"{IN}rapport-archief.pdf", report.report_archive, name="report_archive"),
    path(f"{IN}rapport/versie-<int:number>/", report.report_page, name="report_version"),
    path(f"{IN}rapport/versie-<int:number>.pdf", report.report_pdf, name="report_version_pdf"),
    path(
        f"{IN}rapport/versie-<int:number>-archief.pdf",
        report.report_archive,
        name="report_version_archive",
    ),
    # The same document about the report as it is now, and about a version of it.
    *(
        path(f"{IN}rapport{version}-{ending}.pdf", view, name=f"{name}_{kind}")
        for kind, ending, view in (
            ("sheet", "blad", report.report_sheet),
            ("slide", "dia", report.report_slide),
        )
        for version, name in (("", "report"), ("/versie-<int:number>", "report_version"))
    ),
    path(f"{IN}rapport.docx", report.report_word, name="report_word"),
    path(f"{IN}rapport/versie-<int:number>.docx", report.report_word, name="report_version_word"),
    # One address for each kind of file that is made during the request.
    *(
        path(
            f"{IN}rapport{version}.{extension}",
            downloads.report_export,
            {"extension": extension},
            name=name,
        )
        for extension in EXPORTS
        for version, name in (
            ("", f"report_{extension}"),
            ("/versie-<int:number>", f"report_version_{extension}"),
        )
    ),
    path("netwerken/<slug:slug>/gegevens.zip", downloads.network_data, name="network_data"),
    path(f"{IN}citeren/", consent.change_consent, name="change_consent"),
]
