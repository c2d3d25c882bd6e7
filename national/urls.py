"""The addresses of overarching reports."""

from django.urls import path

from .views import (
    national_confirmation,
    national_edition,
    national_progress,
    national_reports,
    national_writing,
)

IN = "landelijk/<int:pk>/"

urlpatterns = [
    path("landelijk/", national_reports.national_list, name="national_list"),
    path("landelijk/nieuw/", national_reports.start_national, name="start_national"),
    path("landelijk/voortgang/", national_progress.national_progress, name="national_progress"),
    path(IN, national_reports.national_page, name="national"),
    path(f"{IN}verwijderen/", national_reports.delete_national, name="delete_national"),
    path(f"{IN}teksten/", national_writing.national_texts, name="national_texts"),
    path(f"{IN}teksten/opslaan/", national_writing.save_national_texts, name="save_national_texts"),
    path(
        f"{IN}aanbevelingen/",
        national_writing.national_recommendations,
        name="national_recommendations",
    ),
    path(
        f"{IN}aanbevelingen/nieuw/",
        national_writing.add_national_recommendation,
        name="add_national_recommendation",
    ),
    path(
        f"{IN}aanbevelingen/volgorde/",
        national_writing.move_national_recommendation,
        name="move_national_recommendation",
    ),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/",
        national_writing.save_national_recommendation,
        name="save_national_recommendation",
    ),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/verwijderen/",
        national_writing.delete_national_recommendation,
        name="delete_national_recommendation",
    ),
    path(
        f"{IN}teksten/eerder/",
        national_writing.earlier_national_texts,
        name="earlier_national_texts",
    ),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/eerder/",
        national_writing.earlier_national_recommendations,
        name="earlier_national_recommendations",
    ),
    path(
        f"{IN}persoonsgegevens/",
        national_confirmation.change_national_place,
        name="change_national_place",
    ),
    path(f"{IN}vaststellen/", national_confirmation.confirm_national, name="confirm_national"),
    path(f"{IN}heropenen/", national_confirmation.reopen_national, name="reopen_national"),
    path(f"{IN}rapport/", national_edition.national_report, name="national_report"),
    path(
        f"{IN}rapport/versie-<int:number>/",
        national_edition.national_report,
        name="national_version",
    ),
    path(
        f"{IN}rapport/versie-<int:number>.pdf",
        national_edition.national_pdf,
        name="national_version_pdf",
    ),
    path(f"{IN}rapport.pdf", national_edition.national_pdf, name="national_pdf"),
    path(f"{IN}rapport.json", national_edition.national_json, name="national_json"),
    path(f"{IN}rapport.csv", national_edition.national_csv, name="national_csv"),
    path(f"{IN}rapport.docx", national_edition.national_word, name="national_word"),
    path(f"{IN}rapport.xlsx", national_edition.national_xlsx, name="national_xlsx"),
    path(f"{IN}netwerken/", national_edition.national_office, name="national_office"),
    path(f"{IN}netwerken.pdf", national_edition.national_office_pdf, name="national_office_pdf"),
    path(f"{IN}netwerken.docx", national_edition.national_office_word, name="national_office_word"),
    path(f"{IN}netwerken.xlsx", national_edition.national_office_xlsx, name="national_office_xlsx"),
]
