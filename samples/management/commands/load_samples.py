from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from assessments.models import Assessment
from assessments.threads.digests import send_digests
from indicators import publishing
from indicators.catalogue import Catalogue, catalogue_of
from indicators.definition.parsing import parse_set
from indicators.definition.problems import InvalidDefinition, of_system
from indicators.definition.values import SetDefinition
from networks.models import Membership, Network, User
from samples.national_sample import load_national, parse_national
from samples.sample_fact_checks import JOINED
from samples.sample_files import parse_sample
from samples.sample_rows import load_network, load_sample
from samples.sample_times import at
from samples.sample_values import SampleFile

T = TypeVar("T")

FIXTURES = settings.BASE_DIR / "fixtures"
# The sets that the samples use, with the moment at which each counts as published.
PUBLISHED = {
    "evaluatiekader-loket-politie-2014.yaml": at(date(2014, 1, 6), hour=12),
    "werkset-veiligheid-voorop-2.0.yaml": at(date(2023, 12, 4), hour=12),
}

COORDINATOR, CONTRIBUTOR, EVALUATOR = (
    Membership.Role.COORDINATOR,
    Membership.Role.CONTRIBUTOR,
    Membership.Role.EVALUATOR,
)
# Everybody may know it: it only opens samples.
PASSWORD = "voorbeeld-wachtwoord-2026"  # noqa: S105
# A fixed salt makes the row the same each time. It is as long as Django's own, so that Django
# doesn't hash the password again at the first login.
_SALT = "loketvoorbeeldaccounts"


@dataclass(frozen=True)
class Account:
    """An account to try a role with; `networks` has slugs."""

    email: str
    name: str
    role: str
    membership: Membership.Role | None = None
    networks: tuple[str, ...] = ()
    is_national: bool = False
    is_admin: bool = False


ACCOUNTS = (
    Account(
        "coordinator@loket.example",
        "Coördinator Noord-Nederland",
        "coördinator",
        COORDINATOR,
        ("noord-nederland",),
    ),
    Account(
        "medewerker@loket.example",
        "Medewerker Noord-Nederland",
        "medewerker",
        CONTRIBUTOR,
        ("noord-nederland",),
    ),
    Account(
        "evaluator@loket.example",
        "Evaluator",
        "evaluator",
        EVALUATOR,
        ("noord-nederland", "oost-nederland", "loket-politie"),
    ),
    Account(
        "toetser@loket.example",
        "Coördinator Midden-Nederland",
        "coördinator",
        COORDINATOR,
        ("midden-nederland",),
    ),
    Account(
        "landelijk@loket.example",
        "Adviseur landelijk netwerk",
        "landelijk netwerk",
        is_national=True,
    ),
    Account("beheer@loket.example", "Functioneel beheerder", "beheerder", is_admin=True),
)


class Command(BaseCommand):
    help = (
        "Laadt de voorbeelden: indicatorensets, netwerken met zelfevaluaties, een landelijk "
        "rapport en accounts."
    )

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "In productie komen geen voorbeelden: het wachtwoord daarvan is openbaar."
            )
        # bin/demo runs this at each start.
        if Assessment.objects.filter(is_sample=True).exists():
            self.stdout.write("De voorbeelden zijn al geladen; er is niets veranderd.")
        else:
            self._load()
        self._show_accounts()

    def _load(self) -> None:
        definitions = [_read(FIXTURES / "indicator_sets" / name, parse_set) for name in PUBLISHED]
        sets = {(definition.slug, definition.version): definition for definition in definitions}
        files = sorted((FIXTURES / "samples").glob("*.yaml"))
        samples = [_read(file, lambda content: parse_sample(content, sets)) for file in files]
        national = [
            _read(file, parse_national)
            for file in sorted((FIXTURES / "samples" / "national").glob("*.yaml"))
        ]
        # All or nothing: half a set of samples would be taken for loaded.
        with transaction.atomic():
            _refuse_real_content(samples)
            catalogues = {
                key: _publish(definition, at)
                for (key, definition), at in zip(sets.items(), PUBLISHED.values(), strict=True)
            }
            networks = {sample.network.slug: load_network(sample) for sample in samples}
            coordinators = _make_accounts(networks)
            assessment_count = 0
            for sample in samples:
                slug = sample.network.slug
                assessment_count += len(
                    load_sample(
                        sample,
                        catalogues,
                        network=networks[slug],
                        coordinator=coordinators.get(slug),
                    )
                )
            # The overarching report is made by the account of the national office.
            office = User.objects.filter(
                is_national=True, email__in=[account.email for account in ACCOUNTS]
            ).first()
            for report in national:
                load_national(report, by=office)
            # So that the outbox has a mail to look at.
            send_digests(settings.PORTAL_ADDRESS)
        self.stdout.write(
            f"Geladen: {len(catalogues)} indicatorensets, {len(networks)} netwerken, "
            f"{assessment_count} "
            "zelfevaluaties, "
            f"{len(national)} landelijk rapport."
        )

    def _show_accounts(self) -> None:
        width = max(len(account.email) for account in ACCOUNTS)
        lines = [f"  {account.email:<{width}}  {_role(account)}" for account in ACCOUNTS]
        self.stdout.write(
            "\n".join(["", "Inloggen kan met:", *lines, f"Het wachtwoord is steeds {PASSWORD}", ""])
        )
        self.stdout.write(
            self.style.WARNING(
                "Deze accounts zijn om mee te proberen. Gebruik ze nooit op een portaal met echte "
                "gegevens."
            )
        )


def _role(account: Account) -> str:
    return f"{account.role} in {', '.join(account.networks)}" if account.networks else account.role


def _read(file: Path, parse: Callable[[bytes], T]) -> T:
    try:
        return parse(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file}: kan dit bestand niet lezen ({of_system(error)})") from None
    except InvalidDefinition as error:
        raise CommandError("\n".join(f"{file}: {problem}" for problem in error.problems)) from None


def _refuse_real_content(samples: list[SampleFile]) -> None:
    """Raise CommandError when samples would mix with, or replace, what people made."""
    if Assessment.objects.filter(is_sample=False).exists():
        raise CommandError(
            "In deze database staan echte zelfevaluaties. Daar komen geen voorbeelden bij; er is "
            "niets veranderd."
        )
    taken = Network.objects.filter(
        slug__in=[sample.network.slug for sample in samples]
    ).values_list("slug", flat=True)
    accounts = User.objects.filter(email__in=[account.email for account in ACCOUNTS]).values_list(
        "email", flat=True
    )
    if names := [*taken, *accounts]:
        raise CommandError(
            f"In deze database staat al: {', '.join(names)}. De voorbeelden heten ook zo; er is "
            "niets veranderd."
        )


def _publish(definition: SetDefinition, at: datetime) -> Catalogue:
    try:
        indicator_set, _changed = publishing.load(definition)
        if not indicator_set.is_published:
            publishing.publish(indicator_set, at=at)
    except publishing.AlreadyPublished:
        raise CommandError(
            f"{definition.slug} {definition.version} is in deze database al gepubliceerd met een "
            "andere inhoud; "
            "er is niets veranderd."
        ) from None
    return catalogue_of(indicator_set)


def _make_accounts(networks: dict[str, Network]) -> dict[str, User]:
    """Make the accounts with their roles; return each network's coordinator, where it has one."""
    password = make_password(PASSWORD, salt=_SALT)
    users = {
        account: User(
            email=account.email,
            name=account.name,
            password=password,
            date_joined=JOINED,
            is_national=account.is_national,
            is_staff=account.is_admin,
            is_superuser=account.is_admin,
        )
        for account in ACCOUNTS
    }
    # Sets the primary keys as well, which the memberships need.
    User.objects.bulk_create(users.values())
    roles = [
        (users[account], account.membership, slug)
        for account in ACCOUNTS
        if account.membership
        for slug in account.networks
    ]
    Membership.objects.bulk_create(
        Membership(user=user, network=networks[slug], role=role) for user, role, slug in roles
    )
    return {slug: user for user, role, slug in roles if role == COORDINATOR}
