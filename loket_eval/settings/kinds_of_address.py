"""What a variable that is an address may be: of a server, a site, a database or a sender."""

from email.utils import parseaddr
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator, EmailValidator, URLValidator
from pydantic import AfterValidator, BeforeValidator, Field

_is_domain = DomainNameValidator(accept_idna=False)
_is_address = EmailValidator(allowlist=["localhost"])
_is_page = URLValidator(schemes=["https", "http"])


def _split(text: object) -> object:
    return [part.strip() for part in text.split(",")] if isinstance(text, str) else text


def _host(name: str) -> str:
    """Return the name of a host, in lower case; raise ValueError for anything else."""
    name = name.lower()
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        pass
    else:
        return name
    try:
        # Within a network of one's own, a name may have no dot.
        _is_domain(name if "." in name else f"{name}.example")
    except ValidationError:
        raise ValueError(
            f"“{name}” is geen adres van een server: geef alleen de naam, zoals portaal.example.nl"
        ) from None
    return name


def _site(address: str) -> str:
    """Return the address of a site without a slash at its end."""
    address = address.rstrip("/")
    scheme, _, place = address.partition("://")
    host, _, port = place.partition(":")
    try:
        _host(host)
    except ValueError:
        host = ""
    if scheme not in {"http", "https"} or not host or (port and not port.isdecimal()):
        raise ValueError("is geen adres zoals https://portaal.example.nl")
    return address


def _database(url: str) -> str:
    try:
        parsed = dj_database_url.parse(url)
    except ValueError:
        raise ValueError("is geen adres van een database, zoals postgres://loket@/loket") from None
    engine = parsed["ENGINE"].rpartition(".")[2]
    if engine not in {"postgresql", "sqlite3"} or not parsed["NAME"]:
        raise ValueError("wijst geen database van PostgreSQL aan (of SQLite, om te proberen)")
    return url


def _sender(address: str) -> str:
    """Return an e-mail address, with or without a name before it."""
    try:
        _is_address(parseaddr(address)[1])
    except ValidationError:
        raise ValueError("is geen e-mailadres") from None
    return address


def _mail_address(address: str) -> str:
    """Return an e-mail address without a name before it."""
    if parseaddr(address)[1] != address:
        raise ValueError("is geen e-mailadres")
    return _sender(address)


def _page(address: str) -> str:
    try:
        _is_page(address)
    except ValidationError:
        raise ValueError("is geen adres zoals https://www.example.nl/verklaring") from None
    return address


def _contact(address: str) -> str:
    """Return a mailto: or https: address, as RFC 9116 asks of a contact."""
    scheme, _, place = address.partition(":")
    if scheme == "mailto":
        return f"mailto:{_sender(place)}"
    if address.startswith("https://") and address.isprintable() and " " not in address:
        _host(address.split("/")[2])
        return address
    raise ValueError("is geen adres zoals mailto:security@example.nl of https://example.nl/melden")


def local_or_encrypted(address: str) -> bool:
    """Say whether an address is https, or of this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _host(f"[{host}]" if ":" in host else host)
    except ValueError:
        return False
    is_local = parts.scheme == "http" and host in {"localhost", "127.0.0.1", "::1"}
    return address.isprintable() and " " not in address and (parts.scheme == "https" or is_local)


ServerName = Annotated[str, AfterValidator(_host)]
Hosts = Annotated[list[ServerName], BeforeValidator(_split)]
Site = Annotated[str, AfterValidator(_site)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
Sender = Annotated[str, AfterValidator(_sender)]
MailAddress = Annotated[str, AfterValidator(_mail_address)]
Page = Annotated[str, AfterValidator(_page)]
Port = Annotated[int, Field(ge=1, le=65535)]
Contact = Annotated[str, AfterValidator(_contact)]
