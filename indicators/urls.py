from django.urls import path

from . import views

IN = "<slug:slug>/<str:version>/"

urlpatterns = [
    path(f"{IN}vragenlijst/", views.question_list, name="question_list"),
    path(f"{IN}vragenlijst.pdf", views.question_list_pdf_file, name="question_list_pdf"),
]
