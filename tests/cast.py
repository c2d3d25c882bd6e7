"""The same people in every test.

Network Noord has coordinator Anna, contributor Bram and evaluator Eva. Network Zuid has coordinator
Zoë: everybody's outsider. Lotte is of the national office, Ada is the admin.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from assessments.models import Assessment
from indicators import publishing
from indicators.definition.parsing import parse_set
from indicators.definition.values import SetDefinition
from indicators.models import IndicatorSet
from networks.models import Membership, Network, Organisation, User

SETS = Path(__file__).parent.parent / "fixtures" / "indicator_sets"
PASSWORD = "een-lang-wachtwoord-voor-de-proef"


@dataclass
class Cast:
    noord: Network
    zuid: Network
    anna: User
    bram: User
    eva: User
    zoe: User
    lotte: User
    ada: User


def _user(name: str, **fields: object) -> User:
    # The hash of a password takes long on purpose; the tests log in by force_login or set one
    # themselves.
    user = User(email=f"{name.lower()}@voorbeeld.example", name=name, **fields)
    user.set_unusable_password()
    user.save()
    return user


def make_cast() -> Cast:
    noord = Network.objects.create(slug="noord", name="Netwerk Noord")
    zuid = Network.objects.create(slug="zuid", name="Netwerk Zuid")
    noord.organisations.add(
        *Organisation.objects.bulk_create(
            [Organisation(name="Veilig Thuis Noord"), Organisation(name="Politie Noord")]
        )
    )
    cast = Cast(
        noord=noord,
        zuid=zuid,
        anna=_user("Anna"),
        bram=_user("Bram"),
        eva=_user("Eva"),
        zoe=_user("Zoe"),
        lotte=_user("Lotte", is_national=True),
        ada=_user("Ada", is_staff=True, is_superuser=True),
    )
    roles = Membership.Role
    Membership.objects.bulk_create(
        [
            Membership(user=cast.anna, network=noord, role=roles.COORDINATOR),
            Membership(user=cast.bram, network=noord, role=roles.CONTRIBUTOR),
            Membership(user=cast.eva, network=noord, role=roles.EVALUATOR),
            Membership(user=cast.zoe, network=zuid, role=roles.COORDINATOR),
        ]
    )
    return cast


@cache
def real_set(file_name: str) -> SetDefinition:
    """Return the definition of one of the two real sets; reading a file takes longer than most
    tests."""
    return parse_set((SETS / file_name).read_bytes())


def load_set(file_name: str) -> IndicatorSet:
    """Return one of the two real sets, loaded and published."""
    indicator_set, _ = publishing.load(real_set(file_name))
    publishing.publish(indicator_set)
    return indicator_set


def load_theme() -> IndicatorSet:
    """Return the Werkset with one theme of up to two questions a group, published: for what is
    rendered often."""
    real = real_set("werkset-veiligheid-voorop-2.0.yaml")
    theme = next(theme for theme in real.themes if theme.key == "actie-overleg")
    groups = tuple(
        replace(group, indicators=group.indicators[:2])
        for group in theme.groups
        if group.kind != "development"
    )
    indicator_set, _ = publishing.load(replace(real, themes=(replace(theme, groups=groups),)))
    publishing.publish(indicator_set)
    return indicator_set


def make_assessment(
    network: Network, indicator_set: IndicatorSet, year: int = 2026, **fields: object
) -> Assessment:
    return Assessment.objects.create(
        network=network,
        indicator_set=indicator_set,
        title=f"Zelfevaluatie {year}",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        **fields,
    )
