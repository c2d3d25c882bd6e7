"""The variables about logging in at the organisation's own provider (OpenID Connect)."""

import re
from typing import Annotated, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator

from .kinds_of_address import local_or_encrypted

_ROLES = {"coordinator": "coordinator", "medewerker": "contributor", "evaluator": "evaluator"}
_POWERS = {"beheerder": "is_staff", "landelijk": "is_national"}
_SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


class ProvidedRole(NamedTuple):
    """What a value in the claim about roles gives: a power, or a role in a network."""

    value: str
    power: str
    network: str
    role: str


class ClaimValue(NamedTuple):
    """A claim of the provider, and a value of it."""

    claim: str
    value: str


def _pairs(text: object) -> object:
    """Return the parts of "a=b, c=d"; the last = of a part counts."""
    if not isinstance(text, str):
        return text
    pairs = [part.rpartition("=") for part in text.split(",")]
    return [(left.strip(), right.strip()) for left, _sign, right in pairs]


def _provided_roles(text: object) -> object:
    pairs = _pairs(text)
    return [_provided_role(*pair) for pair in pairs] if isinstance(pairs, list) else pairs


def _provided_role(value: str, given: str) -> ProvidedRole:
    network, _sign, role = given.rpartition(":")
    if value and given in _POWERS:
        return ProvidedRole(value, _POWERS[given], "", "")
    if value and role in _ROLES and _SLUG.fullmatch(network):
        return ProvidedRole(value, "", network, _ROLES[role])
    raise ValueError(
        "is een lijst zoals groep=beheerder, groep=landelijk, groep=netwerk:coordinator"
    )


def _claim_values(text: object) -> object:
    pairs = _pairs(text)
    if not isinstance(pairs, list):
        return pairs
    if not all(claim and value for claim, value in pairs):
        raise ValueError("is een lijst zoals amr=mfa, acr=hoog")
    return [ClaimValue(claim, value) for claim, value in pairs]


def _issuer(address: str) -> str:
    """Return the address as it is: it must be, to the letter, how the provider calls itself."""
    parts = urlsplit(address)
    if not local_or_encrypted(address) or parts.query or parts.fragment:
        raise ValueError("is geen adres zoals https://login.example.nl")
    return address


class SsoVariables(BaseModel):
    """How people log in at a provider, if they do; without an issuer they don't."""

    sso_issuer: str | None = Field(
        None,
        alias="LOKET_SSO_ISSUER",
        max_length=200,
        description=(
            "het adres (issuer) van uw aanbieder van OpenID Connect, precies zoals die zichzelf "
            "noemt. Hiermee gaat [inloggen bij uw organisatie](inloggen-bij-uw-organisatie.md) aan"
        ),
    )
    sso_client_id: str = Field(
        "",
        alias="LOKET_SSO_CLIENT_ID",
        max_length=191,
        validate_default=True,
        description="hoe de aanbieder dit portaal noemt (client id)",
    )
    sso_client_secret: str = Field(
        "",
        alias="LOKET_SSO_CLIENT_SECRET",
        max_length=191,
        validate_default=True,
        description="het geheim (client secret) dat daarbij hoort",
    )
    sso_name: str = Field(
        "uw organisatie",
        alias="LOKET_SSO_NAME",
        max_length=40,
        description="wat op de knop staat achter “Inloggen met”",
    )
    sso_verified_claim: str = Field(
        "email_verified",
        alias="LOKET_SSO_VERIFIED_CLAIM",
        description=(
            "de claim die zegt dat de aanbieder het e-mailadres heeft nagegaan; bij Entra ID "
            "`xms_edov`"
        ),
    )
    sso_roles_claim: str = Field(
        "groups",
        alias="LOKET_SSO_ROLES_CLAIM",
        description="de claim met groepen of rollen, zoals `groups` of `realm_access.roles`",
    )
    sso_roles: Annotated[list[ProvidedRole], BeforeValidator(_provided_roles)] = Field(
        [],
        alias="LOKET_SSO_ROLES",
        description=(
            "welke groep welke rol geeft, zoals `loket-beheer=beheerder, "
            "loket-landelijk=landelijk, noord=netwerk-noord:coordinator`. Achter de dubbele punt "
            "staat `coordinator`, `medewerker` of `evaluator`"
        ),
    )
    sso_new_accounts: bool = Field(
        False,
        alias="LOKET_SSO_NEW_ACCOUNTS",
        description=(
            "`1` geeft ook een account aan wie bij de aanbieder inlogt en hier niet is uitgenodigd"
        ),
    )
    sso_second_factor: Annotated[list[ClaimValue], BeforeValidator(_claim_values)] = Field(
        [],
        alias="LOKET_SSO_SECOND_FACTOR",
        description=(
            "welke waarde zegt dat iemand bij de aanbieder een tweede stap deed, zoals `amr=mfa` "
            "of `acr=hoog`. Zonder deze vraagt het portaal zijn eigen tweede stap"
        ),
    )
    local_passwords: bool = Field(
        True,
        alias="LOKET_LOCAL_PASSWORDS",
        description=(
            "`0` zet wachtwoorden van het portaal uit; dat kan alleen met `LOKET_SSO_ISSUER`"
        ),
    )

    @field_validator("sso_issuer")
    @classmethod
    def _is_an_issuer(cls, issuer: str | None) -> str | None:
        return _issuer(issuer) if issuer else issuer

    @field_validator("sso_client_id", "sso_client_secret")
    @classmethod
    def _comes_with_an_issuer(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.data.get("sso_issuer"):
            raise ValueError("is nodig bij LOKET_SSO_ISSUER")
        return value

    @field_validator(
        "sso_client_id",
        "sso_client_secret",
        "sso_name",
        "sso_verified_claim",
        "sso_roles_claim",
        "sso_roles",
        "sso_new_accounts",
        "sso_second_factor",
    )
    @classmethod
    def _means_nothing_alone(cls, value: object, info: ValidationInfo) -> object:
        """Refuse what was given without an issuer; one that is wrong has its own line."""
        default = cls.model_fields[str(info.field_name)].default
        if value != default and info.data.get("sso_issuer", "wrong") is None:
            raise ValueError("heeft alleen zin samen met LOKET_SSO_ISSUER")
        return value

    @field_validator("local_passwords")
    @classmethod
    def _leaves_a_way_in(cls, passwords: bool, info: ValidationInfo) -> bool:
        if not passwords and info.data.get("sso_issuer", "wrong") is None:
            raise ValueError("is 0 zonder LOKET_SSO_ISSUER: dan kan niemand inloggen")
        return passwords
