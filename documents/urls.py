"""The addresses of documents that are made in the background."""

from django.urls import path

from . import views

urlpatterns = [
    path("documenten/<int:pk>/", views.document_page, name="document"),
    path("documenten/<int:pk>/bestand/", views.document_file, name="document_file"),
    path("documenten/<int:pk>/stoppen/", views.cancel_document, name="cancel_document"),
    path("documenten/<int:pk>/opnieuw/", views.retry_document, name="retry_document"),
]
