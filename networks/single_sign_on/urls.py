"""To the provider, back from it, and once more for what matters."""

from django.urls import path

from . import views

urlpatterns = [
    path("inloggen/organisatie/", views.begin_page, name="sso_begin"),
    path("inloggen/organisatie/terug/", views.return_page, name="sso_return"),
    path("bevestigen/organisatie/", views.confirm_page, name="sso_confirm"),
    path("uitloggen/organisatie/", views.leave_page, name="sso_leave"),
]
