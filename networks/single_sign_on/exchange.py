"""The exchange with the provider: what allauth does by itself, and what it leaves out.

Left out are the nonce, that the provider is the one that was configured, that both answers are
about one person, and the signature of what comes over TLS anyway.
"""

from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from loket_eval.settings.kinds_of_address import local_or_encrypted

from .claims import Claims

# Without these a token says nothing, or stays valid for ever.
_NEEDED = ("sub", "exp", "iat", "aud", "iss")
# What a provider that misbehaves makes of its answers: not JSON, no such key, a list for a text.
MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no type hints
    """The requests to the provider during one login."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider says of itself. Raises OAuth2Error if it is another one."""
        config: dict[str, Any] = super().openid_config
        if config["issuer"] != settings.SSO_ISSUER:
            raise OAuth2Error("The provider calls itself by another name.")
        addresses = [config[name] for name in ("authorization_endpoint", "token_endpoint")]
        if not all(map(local_or_encrypted, [*addresses, config["jwks_uri"]])):
            raise OAuth2Error("The provider has an address without encryption.")
        return config

    @property
    def basic_auth(self) -> bool:
        # A provider that says nothing means this one, and allauth takes the other.
        ways = self.openid_config.get("token_endpoint_auth_methods_supported")
        return "client_secret_post" not in (ways or ["client_secret_basic"])

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return str(build_absolute_uri(request, reverse("sso_return")))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Return who logged in, with `claims`. Raises OAuth2Error for what can't be trusted."""
        try:
            id_token = self._verified(app, kwargs["response"]["id_token"])
            userinfo = {}
            if "userinfo_endpoint" in self.openid_config:
                userinfo = self._fetch_user_info(token.token)
                if userinfo["sub"] != id_token["sub"]:
                    raise OAuth2Error("Two answers about two people.")
            claims = Claims.from_tokens(id_token, userinfo)
            login = self.get_provider().sociallogin_from_response(request, {"sub": claims.subject})
        except MALFORMED as error:
            raise OAuth2Error("An answer that can't be read.") from error
        login.claims = claims
        return login

    def _verified(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        found: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not all(found.get(name) for name in _NEEDED):
            raise OAuth2Error("The token lacks a claim.")
        if found.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The token is for another client.")
        return found


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The one provider, of which nothing is stored but who is who."""

    pkce_enabled_default = True
    oauth2_adapter_class = Exchange

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


def organisation_provider(request: HttpRequest) -> OrganisationProvider:
    """Return the provider of the settings; one in the database would be a second way in."""
    app = SocialApp(
        provider=OrganisationProvider.id,
        # A subject means something at its own issuer only, so links are kept under this name.
        provider_id=settings.SSO_ISSUER,
        name=settings.SSO_NAME,
        client_id=settings.SSO_CLIENT_ID,
        secret=settings.SSO_CLIENT_SECRET,
        settings={"server_url": settings.SSO_ISSUER.rstrip("/")},
    )
    return OrganisationProvider(request, app=app)
