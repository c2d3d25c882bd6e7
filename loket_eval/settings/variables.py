"""The table of variables that the portal reads from its environment, with what each may be.

Everything is read once and strictly, and all problems are named together before anything starts.
docs/guides/instellingen.md is made from this table, by `python -m loket_eval.settings.page`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from django.core.exceptions import ImproperlyConfigured
from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic import ValidationError as NotValid

from .kinds_of_address import (
    Contact,
    DatabaseUrl,
    Hosts,
    MailAddress,
    Page,
    Port,
    Sender,
    ServerName,
    Site,
)
from .sso_variables import SsoVariables
from .wrong_variables import in_dutch

# Who writes LOKET_ before a name means it for the portal: another name is a mistake.
_OURS = "LOKET_"
_WITHOUT_PREFIX = ("DATABASE_URL", "PORT")


class Variables(SsoVariables):
    """What the environment says, on a machine of one's own; nothing is needed there."""

    model_config = ConfigDict(
        extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True, frozen=True
    )

    production: bool = Field(
        False,
        alias="LOKET_PRODUCTION",
        description="`1` zet alle beveiliging van verbinding en cookies aan",
    )
    debug: bool = Field(
        False,
        alias="LOKET_DEBUG",
        description="`1` toont fouten in de code op de pagina; werkt niet samen met productie",
    )
    secret_key: str = Field(
        "",
        alias="LOKET_SECRET_KEY",
        description=(
            "lang (ten minste 50 tekens) en geheim; maak er een met "
            '`python3 -c "import secrets; print(secrets.token_urlsafe(50))"`. '
            "Een andere sleutel logt iedereen uit"
        ),
    )
    hosts: Hosts = Field(
        ["localhost", "127.0.0.1", "[::1]"],
        alias="LOKET_HOSTS",
        description="de naam van het portaal zonder `https://`; meer namen met een komma ertussen",
    )
    address: Site | None = Field(
        None,
        alias="LOKET_ADDRESS",
        description=(
            "het adres in links in e-mails, als dat een ander is dan `https://` met de eerste "
            "naam van `LOKET_HOSTS`"
        ),
    )
    database_url: DatabaseUrl | None = Field(
        None,
        alias="DATABASE_URL",
        description=(
            "de database, zoals `postgres://loket@/loket`. Buiten productie is dat zonder deze "
            "variabele SQLite in `.local/`"
        ),
    )
    port: Port = Field(
        8000, alias="PORT", description="de poort waarop `bin/demo` het portaal laat zien"
    )
    documents: Annotated[Path, AfterValidator(Path.absolute)] | None = Field(
        None,
        alias="LOKET_DOCUMENTS",
        description="de map waarin gemaakte documenten staan; zonder is dat `.local/documents/`",
    )
    documents_memory: int = Field(
        2048,
        alias="LOKET_DOCUMENTS_MEMORY",
        ge=256,
        le=1_000_000,
        description=(
            "hoeveel MB geheugen het maken van één document mag vragen; een rapport van 250 "
            "bladzijden vraagt er 320, een van 930 bladzijden 750"
        ),
    )
    documents_minutes: int = Field(
        15,
        alias="LOKET_DOCUMENTS_MINUTES",
        ge=1,
        le=1440,
        description="hoeveel minuten het maken van één document mag duren",
    )
    minimum_networks: int = Field(
        3,
        alias="LOKET_MINIMUM_NETWORKS",
        ge=2,
        description=(
            "over hoeveel netwerken een cijfer in het landelijke rapport om te delen minstens "
            "moet gaan"
        ),
    )
    minimum_organisations: int = Field(
        3,
        alias="LOKET_MINIMUM_ORGANISATIONS",
        ge=1,
        description="en over hoeveel organisaties. Kies beide voor het eerste landelijke rapport",
    )
    second_factor: bool | None = Field(
        None,
        alias="LOKET_SECOND_FACTOR",
        description=(
            "of beheerders, het landelijk netwerk, evaluatoren en netwerken die dat kiezen een "
            "tweede stap nodig hebben bij het inloggen; zonder deze in productie ja, en anders nee"
        ),
    )
    proxies: int | None = Field(
        None,
        alias="LOKET_PROXIES",
        ge=0,
        le=9,
        description="hoeveel proxy’s er voor het portaal staan; in productie zonder deze 1",
    )
    hsts_subdomains: bool = Field(
        True,
        alias="LOKET_HSTS_SUBDOMAINS",
        description="`0` als u niet over alle subdomeinen van het portaal gaat",
    )
    hsts_preload: bool = Field(
        True,
        alias="LOKET_HSTS_PRELOAD",
        description="`0` als het adres nooit op de lijst van browsers mag komen",
    )
    security_contact: Contact | None = Field(
        None,
        alias="LOKET_SECURITY_CONTACT",
        description=(
            "waar iemand een beveiligingslek meldt, als `mailto:security@example.nl` of "
            "`https://…`; komt in `/.well-known/security.txt`"
        ),
    )
    smtp_host: ServerName | None = Field(
        None,
        alias="LOKET_SMTP_HOST",
        description="de mailserver; in productie zonder deze `localhost`",
    )
    smtp_port: Port = Field(25, alias="LOKET_SMTP_PORT", description="de poort van de mailserver")
    smtp_user: str = Field(
        "", alias="LOKET_SMTP_USER", description="de naam, als de mailserver daarom vraagt"
    )
    smtp_password: str = Field(
        "", alias="LOKET_SMTP_PASSWORD", description="het wachtwoord dat daarbij hoort"
    )
    smtp_tls: bool = Field(
        False,
        alias="LOKET_SMTP_TLS",
        description="`1` als de mailserver STARTTLS vraagt (meestal op poort 587)",
    )
    from_email: Sender = Field(
        "loket@localhost", alias="LOKET_FROM_EMAIL", description="de afzender van de e-mails"
    )
    mail_kept_days: int = Field(
        30,
        alias="LOKET_MAIL_KEPT_DAYS",
        ge=1,
        le=3650,
        description="hoeveel dagen verstuurde e-mails te lezen zijn onder “Berichten”",
    )
    account_kept_days: int = Field(
        730,
        alias="LOKET_ACCOUNT_KEPT_DAYS",
        ge=30,
        le=3650,
        description=(
            "na hoeveel dagen naam en e-mailadres verdwijnen van een account dat uit staat"
        ),
    )
    looks_kept_days: int = Field(
        730,
        alias="LOKET_LOOKS_KEPT_DAYS",
        ge=30,
        le=3650,
        description=(
            "hoeveel dagen bewaard blijft waarom een beheerder een concept van een netwerk bekeek"
        ),
    )
    trail_days: int = Field(
        365,
        alias="LOKET_TRAIL_DAYS",
        ge=30,
        le=3650,
        description=(
            "hoeveel dagen een regel in het logboek (wie deed wat) bewaard blijft. Een andere "
            "termijn geldt voor regels die er daarna bij komen"
        ),
    )
    organisation: str = Field(
        "",
        alias="LOKET_ORGANISATION",
        max_length=200,
        description="de organisatie die het portaal beheert, voor de pagina “Contact”",
    )
    contact: MailAddress | None = Field(
        None,
        alias="LOKET_CONTACT",
        description=(
            "het e-mailadres voor vragen over het portaal. Zonder deze verwijst “Contact” naar de "
            "coördinator van het netwerk"
        ),
    )
    privacy_statement: Page | None = Field(
        None,
        alias="LOKET_PRIVACY_STATEMENT",
        description=(
            "het adres van uw privacyverklaring. De pagina “Privacy” zegt ook zonder deze wat het "
            "portaal bewaart"
        ),
    )
    accessibility_statement: Page | None = Field(
        None,
        alias="LOKET_ACCESSIBILITY_STATEMENT",
        description=(
            "het adres van uw toegankelijkheidsverklaring. De pagina “Toegankelijkheid” zegt ook "
            "zonder deze wat is getest"
        ),
    )

    log: Literal["text", "json"] = Field(
        "text",
        alias="LOKET_LOG",
        description=(
            "`json` schrijft elke regel van het log als JSON, voor een systeem dat logs verzamelt; "
            "`text` is om zelf te lezen"
        ),
    )
    status_token: str = Field(
        "",
        alias="LOKET_STATUS_TOKEN",
        min_length=32,
        description=(
            "met deze geheime tekens (ten minste 32) mag een andere machine `/gezond`, `/gereed` "
            "en `/metrics` lezen: `Authorization: Bearer …`. Zonder kan dat alleen op de machine "
            "zelf"
        ),
    )
    disk_free: int = Field(
        512,
        alias="LOKET_DISK_FREE",
        ge=0,
        description="is er minder dan zoveel MB vrij op de schijf, dan zegt `/gereed` dat",
    )

    @field_validator("smtp_password")
    @classmethod
    def _belongs_to_a_name(cls, password: str, info: ValidationInfo) -> str:
        if password and not info.data.get("smtp_user"):
            raise ValueError("heeft alleen zin samen met LOKET_SMTP_USER")
        return password

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Return what the environment says; an empty value counts as none.

        Raises ImproperlyConfigured with every problem on a line of its own.
        """
        given = {
            name: value
            for name, value in environment.items()
            if value.strip() and (name.startswith(_OURS) or name in _WITHOUT_PREFIX)
        }
        try:
            return cls.model_validate(given)
        except NotValid as error:
            known = {name: str(field.alias) for name, field in Variables.model_fields.items()}
            problems = [in_dutch(problem, known) for problem in error.errors()]
        raise ImproperlyConfigured("\n".join(["Deze instellingen kloppen niet:", *problems]))
