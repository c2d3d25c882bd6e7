"""What production asks of the environment, beside what `variables.py` says."""

from collections.abc import Mapping

from pydantic import Field, field_validator

from .kinds_of_address import DatabaseUrl, Hosts, Sender
from .variables import Variables


class ProductionVariables(Variables):
    """What the environment must say in production."""

    debug: bool = Field(False, alias="LOKET_DEBUG")
    secret_key: str = Field(alias="LOKET_SECRET_KEY")
    hosts: Hosts = Field(alias="LOKET_HOSTS")
    database_url: DatabaseUrl = Field(alias="DATABASE_URL")
    from_email: Sender = Field(alias="LOKET_FROM_EMAIL")

    @field_validator("debug")
    @classmethod
    def _shows_no_errors(cls, debug: bool) -> bool:
        if debug:
            raise ValueError("werkt niet samen met LOKET_PRODUCTION")
        return debug

    @field_validator("secret_key")
    @classmethod
    def _is_hard_to_guess(cls, key: str) -> str:
        if len(key) < 50 or len(set(key)) < 5:
            raise ValueError("is te kort of te eenvoudig: neem ten minste 50 willekeurige tekens")
        return key

    @field_validator("sso_issuer")
    @classmethod
    def _is_elsewhere(cls, issuer: str | None) -> str | None:
        if issuer and not issuer.startswith("https://"):
            raise ValueError("begint in productie met https://")
        return issuer

    @field_validator("address")
    @classmethod
    def _is_encrypted(cls, address: str | None) -> str | None:
        if address and not address.startswith("https://"):
            raise ValueError("begint in productie met https://")
        return address


def is_production(environment: Mapping[str, str]) -> bool:
    """Say whether this is production; what can't be understood counts as yes, and is refused."""
    value = environment.get("LOKET_PRODUCTION", "").strip().lower()
    return value not in {"", "0", "false", "f", "no", "n", "off"}
