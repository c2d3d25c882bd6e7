"""What there is when pages are looked at: an assessment in each of its states, and what is made of
more of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Assessment, Source, View
from assessments.threads import talking
from documents.models import Document
from indicators.models import Indicator
from national import lifecycle as national
from national.models import NationalReport
from networks.invitations import invite
from networks.models import ApiToken, Invitation, Mail, Organisation
from networks.tokens import make_token
from reports import confirming
from tests.cast import PASSWORD
from tests.national import nationals

from .people import People
from .typing import KEY

_numbers = count(1)


@dataclass
class Scene:
    """Who there is, and what the addresses of pages can be about."""

    people: People
    token: ApiToken | None = None
    document: Document | None = None
    national: NationalReport | None = None
    mail: Mail | None = None


TEXT = "Er zijn werkafspraken.\n\n- een vast moment\n- korte lijnen"


def fill_in(people: People, text: str = TEXT) -> None:
    """Put something in every corner of the assessment of Noord, and a confirmed one of the year
    before."""
    assessment = people.assessment
    earlier = Assessment.objects.create(
        network=people.noord,
        indicator_set=assessment.indicator_set,
        title="Zelfevaluatie 2025",
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
    )
    now, people.assessment = people.assessment, earlier
    people.write(people.anna, text, judgement="mixed", evidence=text[:9000])
    agreed = earlier.recommendations.create(
        what=text, who="De coördinator", by_when=date(2025, 9, 1)
    )
    lifecycle.submit_for_review(assessment=earlier)
    confirming.confirm(assessment=earlier, by=people.anna)
    people.assessment = now
    for key, judgement in (
        ("samenhang-afspraken", "strength"),
        ("samenhang-deskundigheid", "improvement"),
        ("samenhang-inverdieneffecten", "mixed"),
        ("samenhang-zichtbare-verbetering", "unknown"),
        ("samenhang-leerproces", "not_applicable"),
    ):
        people.write(people.bram, text, key=key, judgement=judgement, evidence=text[:9000])
    people.write(people.anna, text, key="actie-overleg-frequentie", number="1.5", per="week")
    theme = assessment.indicator_set.themes.first()
    for kind in ("strength", "improvement"):
        for _each in range(2):
            assessment.findings.create(
                kind=kind, theme=theme, headline=text[:180], explanation=text, is_key=True
            )
    for _each in range(2):
        assessment.recommendations.create(what=text, explanation=text, who="De coördinator")
        assessment.conclusions.create(question=text, text=text)
    assessment.follow_ups.create(
        recommendation=agreed, what=text, origin=earlier.title, outcome="partly", explanation=text
    )
    assessment.follow_ups.create(what=text, origin="Regiorapport 2022")
    talk(people, text)
    for name in (
        "summary",
        "introduction",
        "method",
        "functions_spoken_with",
        "sources_consulted",
        "commissioned_by",
        "authors",
        "publisher",
    ):
        setattr(assessment, name, text)
    assessment.save()


def talk(people: People, text: str = TEXT) -> None:
    """Let Bram ask something about a question, a point and a recommendation; Anna settles one."""
    assessment = people.assessment
    question = Indicator.objects.get(key=KEY, group__theme__indicator_set=assessment.indicator_set)
    for about in (
        {"indicator": question},
        {"indicator": question},
        {"finding": assessment.findings.first()},
        {"recommendation": assessment.recommendations.first()},
    ):
        thread = talking.begin(
            assessment=assessment,
            about=about,
            text=text,
            by=people.bram,
            mentioned=[people.anna, people.eva],
            assigned_to=people.eva,
        )
        talking.reply(thread=thread, text=text, by=people.eva)
    talking.settle(thread=assessment.threads.all()[0], by=people.anna)


def empty(scene: Scene) -> None:
    """Leave the assessment as it begins; Anna has a password, and a key for the API."""
    anna = scene.people.anna
    anna.set_password(PASSWORD)
    anna.save()
    scene.token, _secret = make_token(user=anna, name="Jaarcijfers", valid_for=timedelta(days=30))


def with_second_factor(scene: Scene) -> None:
    """Anna has an app and recovery codes."""
    TOTP.activate(scene.people.anna, generate_totp_secret())
    RecoveryCodes.activate(scene.people.anna)


def filled(scene: Scene) -> None:
    fill_in(scene.people)


def with_sources(scene: Scene) -> None:
    """Let a point rest on a talk and a document; a partner and Eva have judged by themselves."""
    people = scene.people
    fill_in(people)
    add_sources(people)


def judging(scene: Scene) -> None:
    """Let Eva judge, who hasn't finished."""
    with_sources(scene)
    Source.objects.filter(assessment=scene.people.assessment, kind="evaluator").update(
        sent_in_at=None
    )


def add_sources(people: People, text: str = TEXT) -> None:
    assessment = people.assessment
    question = Indicator.objects.get(key=KEY, group__theme__indicator_set=assessment.indicator_set)
    line = text[:200].replace("\n", " ")
    police, _made = Organisation.objects.get_or_create(name=f"Politie {people.noord.name}"[:200])
    people.noord.organisations.add(police)
    talk = {"kind": "conversation", "function": line, "organisation": police}
    sources = [
        Source.objects.create(assessment=assessment, position=place, **fields)
        for place, fields in enumerate([
            talk,
            {"kind": "document", "title": line, "maker": line, "place": line},
            {"kind": "meeting", "title": line},
            {"kind": "partner", "organisation": police, "sent_in_at": timezone.now()},
            {"kind": "evaluator", "person": people.eva, "sent_in_at": timezone.now()},
            talk | {"deleted": "weg.1"},
        ])
    ]  # fmt: skip
    point = assessment.findings.first()
    point.indicators.add(question)
    for source in sources:
        said = View.objects.create(
            source=source,
            indicator=question,
            judgement="mixed",
            remark=text,
            example=text[:9000],
            sent_in_at=source.sent_in_at,
        )
        point.views.add(said)


def invited(scene: Scene) -> None:
    """Let somebody be invited with a long address on behalf of a partner with a long name, whose
    mail was refused, and somebody else whose link expired."""
    people = scene.people
    partner = Organisation.objects.create(name=f"{people.noord.name} {'w' * 150}")
    people.noord.organisations.add(partner)
    for start in ("een.collega.met.een.lange.naam." * 2, "kim"):
        invite(
            email=f"{start}{people.noord.pk}@voorbeeld.example",
            by=people.anna,
            portal="http://localhost/",
            network=people.noord,
            role="contributor",
            organisation=partner,
        )
    late, refused = Invitation.objects.filter(network=people.noord)
    Invitation.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(days=1))
    Mail.objects.about(refused).update(
        state=Mail.State.REFUSED,
        error=f"De mailserver neemt dit bericht niet aan (550 {'w' * 190}). Controleer het adres.",
    )
    scene.mail = Mail.objects.about(refused).get()


def under_review(scene: Scene) -> None:
    people = scene.people
    fill_in(people)
    lifecycle.submit_for_review(assessment=people.assessment)
    lifecycle.check_facts(
        assessment=people.assessment, by=people.bram, agrees=False, remark="Het zijn er drie."
    )


def confirmed(scene: Scene) -> None:
    under_review(scene)
    confirming.confirm(assessment=scene.people.assessment, by=scene.people.anna, keep_threads=True)


def reopened(scene: Scene) -> None:
    confirmed(scene)
    confirming.reopen(
        assessment=scene.people.assessment, by=scene.people.ada, reason="Een getal klopte niet."
    )


def _document(scene: Scene, **fields: object) -> None:
    scene.document = Document.objects.create(
        kind="report",
        fingerprint=f"{next(_numbers):064}",
        subject_label="assessments.assessment",
        subject_pk=scene.people.assessment.pk,
        file_name="rapport.pdf",
        requested_at=timezone.now(),
        **fields,
    )


def document_waiting(scene: Scene) -> None:
    _document(scene)


def document_failed(scene: Scene) -> None:
    _document(scene, state="failed", error="Het document is te groot.")


def national_concept(scene: Scene) -> None:
    """Make an overarching report over five networks, with a hidden number, a quote and a
    recommendation."""
    people = scene.people
    indicator_set = people.assessment.indicator_set
    judged = [
        {"samenhang-afspraken": "strength", "samenhang-deskundigheid": "strength"}
        for _each in range(5)
    ]
    judged[4]["samenhang-deskundigheid"] = "mixed"
    text = "Er zijn werkafspraken, en wie nieuw is krijgt ze in de eerste week uitgelegd."
    # What other tests confirmed is still there, and no two reports are about one year.
    year = 2030 + NationalReport.objects.count()
    nationals.consent(
        nationals.confirmed(indicator_set, judged, year=year, networks=[people.noord], text=text)
    )
    scene.national = nationals.start(indicator_set, year)
    national.add_recommendation(
        scene.national, {"what": text, "who": "Het landelijk netwerk"}, by=people.lotte
    )


def national_confirmed(scene: Scene) -> None:
    national_concept(scene)
    assert scene.national
    national.confirm(report=scene.national, by=scene.people.lotte)
