"""Logging in and passwords: the pages of django-allauth that the portal uses; and API keys.

There is no sign-up and no e-mail management: an admin does that.
"""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from .accounts import log_in_page
from .passwords_off import with_passwords
from .views import revoke_page, tokens_page

urlpatterns = [
    path("", include("networks.own_account.urls")),
    path("", include("networks.single_sign_on.urls")),
    path("inloggen/", login_not_required(log_in_page), name="account_login"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("wachtwoord/", with_passwords(views.password_change), name="account_change_password"),
    path("wachtwoord/kiezen/", with_passwords(views.password_set), name="account_set_password"),
    path(
        "wachtwoord/vergeten/", with_passwords(views.password_reset), name="account_reset_password"
    ),
    path(
        "wachtwoord/vergeten/verstuurd/",
        with_passwords(views.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        with_passwords(views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("api-sleutels/", tokens_page, name="api_tokens"),
    path("api-sleutels/<int:pk>/intrekken/", revoke_page, name="revoke_api_token"),
    # As allauth's own pattern, with a limit on the length of both parts.
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[^/]{1,100})/$",
        with_passwords(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
