"""The addresses of filling in."""

from django.urls import path

from .views import (
    answers,
    digest_choice,
    earlier_texts,
    estimates,
    naming,
    points,
    preview,
    recommendations,
    source_page,
    sources,
    start,
    texts,
    theme,
    threads,
    version_change,
)

IN = "zelfevaluaties/<int:pk>/"

urlpatterns = [
    path("", start.start_page, name="start"),
    path(
        "netwerken/<slug:slug>/nieuwe-zelfevaluatie/",
        start.start_assessment,
        name="start_assessment",
    ),
    path(IN, start.overview, name="assessment"),
    path(f"{IN}thema/<slug:theme_key>/", theme.theme_page, name="theme"),
    path(f"{IN}indicator/<slug:indicator_key>/", answers.save_answer, name="answer"),
    path(
        f"{IN}indicator/<slug:indicator_key>/bekeken/",
        answers.look_at_answer,
        name="look_at_answer",
    ),
    path(f"{IN}groep/<slug:group_key>/", estimates.save_estimate, name="estimate"),
    path(f"{IN}naam-en-periode/", naming.name_and_period, name="name_and_period"),
    path(f"{IN}verwijderen/", naming.remove_assessment, name="remove_assessment"),
    path(f"{IN}versie/", version_change.version_page, name="version"),
    path(f"{IN}punten/", points.points_page, name="points"),
    path(f"{IN}punten/nieuw/<str:kind>/<int:theme_pk>/", points.add_point, name="add_point"),
    path(f"{IN}punten/volgorde/", points.move_point, name="move_point"),
    path(f"{IN}punten/<int:part_pk>/", points.save_point, name="save_point"),
    path(f"{IN}punten/<int:part_pk>/verwijderen/", points.delete_point, name="delete_point"),
    path(f"{IN}bronnen/", sources.sources_page, name="sources"),
    path(f"{IN}bronnen/nieuw/<str:kind>/", sources.add_source, name="add_source"),
    path(f"{IN}bronnen/evaluator/", sources.let_evaluator_in, name="let_evaluator_in"),
    path(f"{IN}bronnen/<int:part_pk>/", source_page.source_page, name="source"),
    path(f"{IN}bronnen/<int:part_pk>/gegevens/", source_page.save_source, name="save_source"),
    path(
        f"{IN}bronnen/<int:part_pk>/vraag/<slug:indicator_key>/",
        source_page.save_view,
        name="save_view",
    ),
    path(
        f"{IN}bronnen/<int:part_pk>/vraag/<slug:indicator_key>/eerder/",
        source_page.earlier_views,
        name="earlier_views",
    ),
    path(f"{IN}bronnen/<int:part_pk>/eerder/", source_page.earlier_sources, name="earlier_sources"),
    path(
        f"{IN}bronnen/<int:part_pk>/klaar/",
        source_page.finish_own_judgement,
        name="finish_own_judgement",
    ),
    path(f"{IN}bronnen/<int:part_pk>/naast-elkaar/", source_page.beside_page, name="beside"),
    path(f"{IN}bronnen/<int:part_pk>/verwijderen/", sources.delete_source, name="delete_source"),
    path(f"{IN}aanbevelingen/", recommendations.recommendations_page, name="recommendations"),
    path(
        f"{IN}aanbevelingen/nieuw/", recommendations.add_recommendation, name="add_recommendation"
    ),
    path(
        f"{IN}aanbevelingen/volgorde/",
        recommendations.move_recommendation,
        name="move_recommendation",
    ),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/",
        recommendations.save_recommendation,
        name="save_recommendation",
    ),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/verwijderen/",
        recommendations.delete_recommendation,
        name="delete_recommendation",
    ),
    path(f"{IN}opvolging/nieuw/", recommendations.add_follow_up, name="add_follow_up"),
    path(f"{IN}opvolging/<int:part_pk>/", recommendations.save_follow_up, name="save_follow_up"),
    path(
        f"{IN}opvolging/<int:part_pk>/verwijderen/",
        recommendations.delete_follow_up,
        name="delete_follow_up",
    ),
    path(f"{IN}teksten/", texts.texts_page, name="texts"),
    path(f"{IN}teksten/opslaan/", texts.save_texts, name="save_texts"),
    path(f"{IN}conclusies/nieuw/", texts.add_conclusion, name="add_conclusion"),
    path(f"{IN}conclusies/volgorde/", texts.move_conclusion, name="move_conclusion"),
    path(f"{IN}conclusies/<int:part_pk>/", texts.save_conclusion, name="save_conclusion"),
    path(
        f"{IN}conclusies/<int:part_pk>/verwijderen/",
        texts.delete_conclusion,
        name="delete_conclusion",
    ),
    path(
        f"{IN}indicator/<slug:indicator_key>/eerder/",
        earlier_texts.earlier_answers,
        name="earlier_answers",
    ),
    path(f"{IN}punten/<int:part_pk>/eerder/", earlier_texts.earlier_points, name="earlier_points"),
    path(
        f"{IN}aanbevelingen/<int:part_pk>/eerder/",
        earlier_texts.earlier_recommendations,
        name="earlier_recommendations",
    ),
    path(
        f"{IN}opvolging/<int:part_pk>/eerder/",
        earlier_texts.earlier_follow_ups,
        name="earlier_follow_ups",
    ),
    path(
        f"{IN}conclusies/<int:part_pk>/eerder/",
        earlier_texts.earlier_conclusions,
        name="earlier_conclusions",
    ),
    path(f"{IN}teksten/eerder/", earlier_texts.earlier_texts, name="earlier_texts"),
    path(f"{IN}overleg/", threads.all_threads, name="threads"),
    path(
        f"{IN}overleg/vraag/<slug:indicator_key>/",
        threads.question_threads,
        name="question_threads",
    ),
    path(f"{IN}overleg/punt/<int:part_pk>/", threads.point_threads, name="point_threads"),
    path(
        f"{IN}overleg/aanbeveling/<int:part_pk>/",
        threads.recommendation_threads,
        name="recommendation_threads",
    ),
    path(f"{IN}overleg/<int:thread_pk>/reactie/", threads.reply, name="reply"),
    path(f"{IN}overleg/<int:thread_pk>/toewijzen/", threads.assign_thread, name="assign_thread"),
    path(f"{IN}overleg/<int:thread_pk>/stand/", threads.settle_thread, name="settle_thread"),
    path("account/overleg/", digest_choice.digest_choice, name="digest_choice"),
    path("voorbeeld/<int:set_pk>/<slug:theme_key>/", preview.preview_page, name="preview"),
]
