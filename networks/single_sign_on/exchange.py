"""The exchange with the provider: what allauth does by itself, and what it leaves out.

Left out are the nonce, that the provider is the one that was configured, that both answers are
about one person, and the signature of what comes over TLS anyway. Its own check of a signature
needs the name of the key, which a provider with one key leaves out.
"""

from typing import Any

import jwt
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import get_adapter
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

# With a key of the provider's own: one that we have as well would let us sign, too.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_ALGORITHMS += ["EdDSA"]
# Seconds that the clocks may differ.
_SLOW_CLOCK = 60
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

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            data: dict[str, Any] = super().get_access_token_data(*args, **kwargs)
        except MALFORMED as error:
            raise OAuth2Error("An answer that can't be read.") from error
        return data

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
        """Return the claims of a token that the provider signed for us."""
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            keys = session.get(config["jwks_uri"])
            keys.raise_for_status()
        try:
            found: dict[str, Any] = jwt.decode(
                id_token,
                key=_signing_key(id_token, keys.json()),
                algorithms=_ALGORITHMS,
                issuer=config["issuer"],
                audience=app.client_id,
                leeway=_SLOW_CLOCK,
                options={"require": ["sub", "exp", "iat", "aud", "iss"]},
            )
        except jwt.PyJWTError as error:
            raise OAuth2Error("The token isn't valid.") from error
        if found.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The token is for another client.")
        return found


def _signing_key(id_token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """Return the key that the token names; it needn't when the provider has one."""
    signing = [
        key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in {"sig", None}
    ]
    name = jwt.get_unverified_header(id_token).get("kid")
    named = [key for key in signing if name is None or key.key_id == name]
    if len(named) != 1:
        raise OAuth2Error("No key, or more than one, may have signed the token.")
    return named[0]


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The one provider, of which nothing is stored but who is who."""

    pkce_enabled_default = True
    oauth2_adapter_class = Exchange

    def extract_uid(self, data: dict[str, Any]) -> str:
        subject = str(data["sub"])
        if not 0 < len(subject) <= app_settings.UID_MAX_LENGTH:
            raise ValueError("A subject that can't be stored.")
        return subject

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
