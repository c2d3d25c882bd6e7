"""What the provider says of somebody who logged in there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError

from loket_eval.prose import clean_text
from networks.addresses import clean_address

Values = Mapping[str, Any]
_MOST_LETTERS = 100
_YES = {"true", "1"}


@dataclass(frozen=True)
class Claims:
    """What counts of an answer: `subject` is who it is, for always."""

    subject: str
    nonce: str
    # When this person last showed the provider who they are, in seconds since 1970; 0 is unsaid.
    shown_at: int
    # Empty when the provider doesn't vouch for it.
    email: str
    name: str
    roles: frozenset[str]
    passed_second_step: bool

    @classmethod
    def from_tokens(cls, id_token: Values, userinfo: Values) -> Self:
        """Return the claims of both; what is in the signed token counts first."""
        claims = {**userinfo, **id_token}
        return cls(
            subject=str(id_token["sub"]),
            nonce=str(id_token.get("nonce", "")),
            shown_at=_seconds(id_token.get("auth_time")),
            email=_address(claims),
            name=" ".join(clean_text(str(claims.get("name") or "")).split())[:_MOST_LETTERS],
            roles=frozenset(_texts(_named(claims, settings.SSO_ROLES_CLAIM))),
            # Of the login itself, so never from what is asked about the person afterwards.
            passed_second_step=any(
                wanted.value in _texts(_named(id_token, wanted.claim))
                for wanted in settings.SSO_SECOND_FACTOR
            ),
        )


def _named(claims: Values, name: str) -> object:
    """Return a claim; "realm_access.roles" is the roles in realm_access, unless it is a name."""
    if name in claims:
        return claims[name]
    found: object = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _texts(value: object) -> list[str]:
    """Return a list of texts as it is, and one text or number as a list of one."""
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if isinstance(one, (str, int))]


def _address(claims: Values) -> str:
    verified = str(_named(claims, settings.SSO_VERIFIED_CLAIM)).lower() in _YES
    try:
        return clean_address(str(claims.get("email") or "")) if verified else ""
    except ValidationError:
        return ""


def _seconds(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0
