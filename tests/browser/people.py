"""The cast of tests/cast.py, for one browser test: networks and people with names that no other
test has."""

from dataclasses import dataclass
from itertools import count
from time import time_ns

from assessments.form_fields import digest_of
from assessments.models import Answer, Assessment
from assessments.saving.unit import Typed
from assessments.saving.verb import save
from assessments.views.answers import answer_unit
from indicators.models import Indicator, IndicatorSet
from networks.models import Membership, Network, User
from tests.cast import make_assessment

_numbers = count(1)


@dataclass
class People:
    noord: Network
    zuid: Network
    anna: User
    bram: User
    eva: User
    zoe: User
    lotte: User
    ada: User
    assessment: Assessment

    @property
    def path(self) -> str:
        return f"/zelfevaluaties/{self.assessment.pk}/"

    def theme(self, key: str = "samenhang") -> str:
        return f"{self.path}thema/{key}/"

    def answer(self, key: str = "samenhang-afspraken") -> Answer | None:
        """Return what the database holds for an indicator."""
        return Answer.objects.filter(assessment=self.assessment, indicator__key=key).first()

    def text(self, key: str = "samenhang-afspraken") -> str:
        answer = self.answer(key)
        return answer.text if answer else ""

    def write(
        self, by: User, text: str, key: str = "samenhang-afspraken", **fields: object
    ) -> None:
        """Store an answer as somebody else's save would."""
        indicator = Indicator.objects.get(
            key=key, group__theme__indicator_set=self.assessment.indicator_set
        )
        answer, _ = Answer.objects.get_or_create(assessment=self.assessment, indicator=indicator)
        answer.assessment, answer.indicator = self.assessment, indicator
        unit = answer_unit(self.assessment, indicator, answer)
        typed = {
            name: Typed(str(value), f"van-{by.pk}", time_ns(), digest_of(unit.fields[name].text))
            for name, value in {"text": text, **fields}.items()
        }
        results = save(unit, typed, by=by)
        assert {one.outcome for one in results.values()} <= {"stored", "already"}


def make_people(indicator_set: IndicatorSet) -> People:
    number = next(_numbers)

    def person(name: str, **fields: object) -> User:
        user = User(email=f"{name.lower()}{number}@voorbeeld.example", name=name, **fields)
        user.set_unusable_password()
        user.save()
        return user

    noord = Network.objects.create(slug=f"noord-{number}", name=f"Netwerk Noord {number}")
    zuid = Network.objects.create(slug=f"zuid-{number}", name=f"Netwerk Zuid {number}")
    people = People(
        noord=noord,
        zuid=zuid,
        anna=person("Anna"),
        bram=person("Bram"),
        eva=person("Eva"),
        zoe=person("Zoë"),
        lotte=person("Lotte", is_national=True),
        ada=person("Ada", is_staff=True, is_superuser=True),
        assessment=make_assessment(noord, indicator_set),
    )
    for user, network, role in (
        (people.anna, noord, Membership.Role.COORDINATOR),
        (people.bram, noord, Membership.Role.CONTRIBUTOR),
        (people.eva, noord, Membership.Role.EVALUATOR),
        (people.zoe, zuid, Membership.Role.COORDINATOR),
    ):
        Membership.objects.create(user=user, network=network, role=role)
    return people
