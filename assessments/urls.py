from django.urls import path

from .views import answers, confirmation, moving, points, preview, recommendations, report, start, texts, theme

IN = "zelfevaluaties/<int:pk>/"

urlpatterns = [
    path("", start.start_page, name="start"),
    path("rapporten/", start.reports_page, name="reports"),
    path("netwerken/<slug:slug>/nieuwe-zelfevaluatie/", start.start_assessment, name="start_assessment"),
    path(IN, start.overview, name="assessment"),
    path(f"{IN}thema/<slug:theme_key>/", theme.theme_page, name="theme"),
    path(f"{IN}indicator/<slug:indicator_key>/", answers.save_answer, name="answer"),
    path(f"{IN}indicator/<slug:indicator_key>/bekeken/", answers.look_at_answer, name="look_at_answer"),
    path(f"{IN}versie/", moving.version_page, name="version"),
    path(f"{IN}punten/", points.points_page, name="points"),
    path(f"{IN}punten/nieuw/<str:kind>/<int:theme_pk>/", points.add_point, name="add_point"),
    path(f"{IN}punten/volgorde/", points.move_point, name="move_point"),
    path(f"{IN}punten/<int:part_pk>/", points.save_point, name="save_point"),
    path(f"{IN}punten/<int:part_pk>/verwijderen/", points.delete_point, name="delete_point"),
    path(f"{IN}aanbevelingen/", recommendations.recommendations_page, name="recommendations"),
    path(f"{IN}aanbevelingen/nieuw/", recommendations.add_recommendation, name="add_recommendation"),
    path(f"{IN}aanbevelingen/volgorde/", recommendations.move_recommendation, name="move_recommendation"),
    path(f"{IN}aanbevelingen/<int:part_pk>/", recommendations.save_recommendation, name="save_recommendation"),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/verwijderen/",
        recommendations.delete_recommendation,
        name="delete_recommendation",
    ),
    path(f"{IN}opvolging/nieuw/", recommendations.add_follow_up, name="add_follow_up"),
    path(f"{IN}opvolging/<int:part_pk>/", recommendations.save_follow_up, name="save_follow_up"),
    path(f"{IN}opvolging/<int:part_pk>/verwijderen/", recommendations.delete_follow_up, name="delete_follow_up"),
    path(f"{IN}teksten/", texts.texts_page, name="texts"),
    path(f"{IN}teksten/opslaan/", texts.save_texts, name="save_texts"),
    path(f"{IN}conclusies/nieuw/", texts.add_conclusion, name="add_conclusion"),
    path(f"{IN}conclusies/volgorde/", texts.move_conclusion, name="move_conclusion"),
    path(f"{IN}conclusies/<int:part_pk>/", texts.save_conclusion, name="save_conclusion"),
    path(f"{IN}conclusies/<int:part_pk>/verwijderen/", texts.delete_conclusion, name="delete_conclusion"),
    path(f"{IN}vaststellen/", confirmation.confirmation_page, name="confirmation"),
    path(f"{IN}vaststellen/zeker/", confirmation.ask_to_confirm, name="ask_to_confirm"),
    path(f"{IN}vaststellen/stap/", confirmation.change_state, name="change_state"),
    path(f"{IN}vaststellen/toetsing/", confirmation.check_facts, name="check_facts"),
    path(f"{IN}rapport/", report.report_page, name="report"),
    path(f"{IN}rapport.pdf", report.report_pdf, name="report_pdf"),
    path(f"{IN}rapport/versie-<int:number>/", report.report_page, name="report_version"),
    path(f"{IN}rapport/versie-<int:number>.pdf", report.report_pdf, name="report_version_pdf"),
    path(f"{IN}rapport.json", report.report_json, name="report_json"),
    path("voorbeeld/<int:set_pk>/<slug:theme_key>/", preview.preview_page, name="preview"),
]
