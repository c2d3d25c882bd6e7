"""Who is at work in bench/load.py, and at what."""

from datetime import date, timedelta

from crowd import Person
from django.test import Client
from django.utils import timezone

from assessments.models import Answer, Assessment
from loket_eval.saved_reply import TYPE
from networks.models import Membership, Network, Organisation, User
from partners import asking

ALONE = 100  # coordinators with an assessment to themselves
SHARED = 10  # assessments on which ten others work each
TOGETHER = 10
PARTNERS = 40
READERS = 20
MEASURING = 10
TOKEN = "a" * 32


def grow(assessment: Assessment) -> list[Assessment]:
    """Return assessments of as many new networks, filled in like this one."""
    networks = Network.objects.bulk_create(
        Network(slug=f"bench-{n}", name=f"Netwerk Regio {n}") for n in range(ALONE + SHARED)
    )
    made = Assessment.objects.bulk_create(
        Assessment(
            network=network,
            indicator_set=assessment.indicator_set,
            title="Zelfevaluatie",
            period_start=date(2026, 1, 1),
            period_end=date(2026, 12, 31),
        )
        for network in networks
    )
    answers = list(assessment.answers.all())
    # What is typed begins in an empty field; the report has what each answer rests on.
    Answer.objects.bulk_create(
        Answer(
            assessment=one,
            indicator_id=answer.indicator_id,
            judgement=answer.judgement,
            evidence=answer.text,
        )
        for one in made
        for answer in answers
    )
    return made


def account(number: int, network: int) -> tuple[User, dict[str, str]]:
    """Return a coordinator of a network, and what their browser sends along."""
    user = User(email=f"bench-{number}@loket.example", name=f"Coördinator {number}")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, network_id=network, role="coordinator")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user, _headers(sessionid=client.cookies["sessionid"].value)


def _headers(**cookies: str) -> dict[str, str]:
    cookies["csrftoken"] = TOKEN
    return {
        "Host": "localhost",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": TOKEN,
        "Accept": TYPE,
        "Content-Type": "application/json",
    }


def coordinators(assessments: list[Assessment], keys: list[str]) -> list[Person]:
    places = [*range(ALONE), *(ALONE + n // TOGETHER for n in range(SHARED * TOGETHER))]
    people = []
    for number, place in enumerate(places):
        assessment = assessments[place]
        user, headers = account(number, assessment.network_id)
        shared = keys[:3] if place >= ALONE else []
        own = [keys[3 + (number * 4 + n) % (len(keys) - 3)] for n in range(4)]
        if place < ALONE:
            own = keys
        people.append(Person(number, assessment.pk, headers, str(user.pk), own, shared))
    return people


def readers(assessments: list[Assessment]) -> list[Person]:
    people = []
    for number in range(500, 500 + READERS + MEASURING):
        assessment = assessments[ALONE + number % SHARED]
        user, headers = account(number, assessment.network_id)
        # A browser that asks for a page wants a page.
        headers = {name: headers[name] for name in ("Host", "Cookie", "X-CSRFToken")}
        people.append(Person(number, assessment.pk, headers, str(user.pk), []))
    return people


def partners(assessments: list[Assessment], keys: list[str], by: User) -> list[Person]:
    """Return people with a link each, four to an assessment on which coordinators type too."""
    people = []
    for number in range(PARTNERS):
        assessment = assessments[ALONE + number % SHARED]
        organisation = Organisation.objects.create(name=f"Partner {number}")
        assessment.network.organisations.add(organisation)
        request = asking.Request(
            organisation=organisation,
            function=f"functie {number}",
            email=f"partner-{number}@loket.example",
            answer_by=timezone.localdate() + timedelta(days=14),
        )
        link = asking.ask(assessment, request, by=by)
        name = f"bron-{link.source_id}"
        people.append(
            Person(1000 + number, assessment.pk, _headers(), name, keys, secret=link.secret)
        )
    return people
