"""The addresses of one's own account, with the pages of allauth's second factor among them."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from django.urls import path, reverse_lazy

from . import views

_remove_passkey = passkey_views.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

urlpatterns = [
    path("", views.account_page, name="account"),
    path("blijven/", views.stay_page, name="stay_logged_in"),
    path("sessies/<int:pk>/", views.end_session_page, name="end_session"),
    path("sessies/andere/", views.end_other_sessions_page, name="end_other_sessions"),
    path("bevestigen/", account_views.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/code/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path(
        "bevestigen/passkey/",
        passkey_views.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("inloggen/tweede-stap/", mfa_views.authenticate, name="mfa_authenticate"),
    path("tweede-stap/", views.second_factor_page, name="mfa_index"),
    path("tweede-stap/app/", views.set_up_app, name="mfa_activate_totp"),
    path("tweede-stap/app/weghalen/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-stap/passkey/", views.add_passkey, name="mfa_add_webauthn"),
    path("tweede-stap/passkey/<int:pk>/weghalen/", _remove_passkey, name="mfa_remove_webauthn"),
    path(
        "tweede-stap/herstelcodes/", code_views.view_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
