"""The addresses of the outbox."""

from django.urls import path

from . import views

urlpatterns = [
    path("berichten/", views.outbox, name="outbox"),
    path("netwerken/<slug:slug>/berichten/", views.network_outbox, name="network_outbox"),
    path("berichten/<int:pk>/", views.mail_page, name="mail"),
    path("berichten/<int:pk>/opnieuw/", views.try_again_page, name="try_mail_again"),
]
