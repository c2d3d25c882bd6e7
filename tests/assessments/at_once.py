"""Lets processes do things at the same moment, each with a connection of its own."""

import json
import multiprocessing
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment, Recommendation, TextVersion
from indicators.models import Indicator
from reports.models import ReportVersion
from tests.cast import load_set, make_assessment, make_cast

from .saving_pages import send, told, typed

Job = Callable[[], Any]
PROCESSES = 8
SAVES = 10


def at_once(jobs: list[Job]) -> list[Any]:
    """Run each job in a process of its own, all let go together, and return what they return."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(len(jobs)), fork.SimpleQueue()

    def run(number: int, job: Job) -> None:
        try:
            start.wait(60)
            results.put((number, job()))
        except Exception as error:  # whatever went wrong is what the test wants to see
            results.put((number, f"{type(error).__name__}: {error}"))

    processes = [fork.Process(target=run, args=pair) for pair in enumerate(jobs)]
    for process in processes:
        process.start()
    found = dict(results.get() for _process in processes)
    for process in processes:
        process.join()
    return [found[number] for number in range(len(jobs))]


def main() -> dict[str, Any]:
    cast, werkset = make_cast(), load_set("werkset-veiligheid-voorop-2.0.yaml")
    keys = list(Indicator.objects.order_by("pk").values_list("key", flat=True))[:PROCESSES]

    def browser() -> Client:
        client = Client(SERVER_NAME="localhost", raise_request_exception=False)
        client.force_login(cast.anna, backend="django.contrib.auth.backends.ModelBackend")
        return client

    # Each in a session of its own; a forked process takes its copy along.
    browsers = [browser() for _number in range(PROCESSES)]
    # What a first request loads, a forked process then has.
    assert browsers[0].get("/").status_code == 200

    def save(
        client: Client, pk: int, key: str, text: str, step: int, *, served: str = "", page: str
    ) -> dict[str, Any]:
        """Save a text as a page does; return what became of it."""
        field = typed(text, served=served, page=page, step=step)
        return dict(told(send(client, reverse("answer", args=[pk, key]), {"text": field}))["text"])

    def own_answers() -> dict[str, Any]:
        """Each process saves an answer of its own many times."""
        pk = make_assessment(cast.noord, werkset, 2001).pk

        def job(client: Client, key: str) -> Job:
            def saves() -> list[str]:
                served, outcomes = "", []
                for step in range(SAVES):
                    text = f"{key} {step}"
                    result = save(client, pk, key, text, step, served=served, page=f"van-{key}")
                    served = result["stored"]
                    outcomes.append(result["result"])
                return outcomes

            return saves

        outcomes = at_once([job(client, key) for client, key in zip(browsers, keys, strict=True)])
        rows = Answer.objects.filter(assessment=pk).values_list("indicator__key", "text")
        entries = TextVersion.objects.filter(assessment=pk).count()
        return {
            "outcomes": outcomes,
            "stored": sorted(rows),
            "keys": sorted(keys),
            "entries": entries,
        }

    def same_answer() -> list[dict[str, Any]]:
        """All save the same answer at once: first when it isn't there yet, then when it is."""
        pk = make_assessment(cast.noord, werkset, 2002).pk

        def job(client: Client, number: int, attempt: int, served: str) -> Job:
            page, text = f"blad-{attempt}-{number}", f"Tekst {attempt}-{number}."
            return lambda: save(client, pk, keys[0], text, 1, served=served, page=page)

        rounds, served = [], ""
        for attempt in (0, 1):
            replies = at_once(
                [job(client, number, attempt, served) for number, client in enumerate(browsers)]
            )
            stored = Answer.objects.get(assessment=pk)
            others = [reply["value"] for reply in replies if reply["result"] == "conflict"]
            rounds.append({
                "outcomes": sorted(reply["result"] for reply in replies),
                "others_see": sorted(set(others)),
                "stored": stored.text,
                "in_history": TextVersion.objects.filter(assessment=pk).count(),
            })  # fmt: skip
            served = replies[0]["stored"]
        return rounds

    def same_form() -> dict[str, Any]:
        """All send the same form for something new at once."""
        pk = make_assessment(cast.noord, werkset, 2005).pk
        data = {"new-what": "Oefenen", "token": "een-formulier-dat-telt"}
        url = reverse("add_recommendation", args=[pk])

        def job(client: Client) -> Job:
            return lambda: client.post(url, data).headers.get("Location")

        places = at_once([job(client) for client in browsers])
        return {
            "places": len(set(places)),
            "made": Recommendation.objects.filter(assessment=pk).count(),
        }

    def confirm_while_saving() -> dict[str, Any]:
        """One confirms while the others go on saving."""
        assessment = make_assessment(cast.noord, werkset, 2003)
        lifecycle.submit_for_review(assessment=assessment)

        def saving(client: Client, key: str) -> Job:
            def job() -> list[str]:
                # Until it is refused, and once more; whoever confirms may be slow to get its turn.
                outcomes: list[str] = []
                served = ""
                while outcomes.count("closed") < 2 and len(outcomes) < 1000:
                    number = len(outcomes)
                    text, page = f"Tekst {number}.", f"van-{key}"
                    result = save(
                        client, assessment.pk, key, text, number, served=served, page=page
                    )
                    served = result.get("stored", served)
                    outcomes.append(result["result"])
                return outcomes

            return job

        def confirming(client: Client) -> Job:
            def job() -> int:
                # Until the others are under way.
                while not TextVersion.objects.filter(assessment=assessment, step__gte=3).exists():
                    time.sleep(0.01)
                return client.post(
                    reverse("change_state", args=[assessment.pk]), {"action": "confirm"}
                ).status_code

            return job

        *saves, confirmed = at_once([*map(saving, browsers, keys), confirming(browser())])
        content = json.dumps(
            ReportVersion.objects.get(assessment=assessment).content, sort_keys=True
        )
        report = json.loads(content)
        in_report = {
            indicator["key"]: indicator["answer"]["text"]
            for theme in report["themes"]
            for group in theme["groups"]
            for indicator in group["indicators"]
            if indicator["answer"]
        }
        rows = dict(
            Answer.objects.filter(assessment=assessment).values_list("indicator__key", "text")
        )
        return {
            "saves": dict(zip(keys, saves, strict=True)),
            "confirmed": confirmed,
            "report": in_report,
            "rows": rows,
        }

    def two_confirm() -> dict[str, Any]:
        assessment = make_assessment(cast.noord, werkset, 2004)
        lifecycle.submit_for_review(assessment=assessment)

        def job(client: Client) -> Job:
            def press() -> tuple[int, str]:
                reply = client.post(
                    reverse("change_state", args=[assessment.pk]), {"action": "confirm"}
                )
                return reply.status_code, reply.content.decode()

            return press

        replies = at_once([job(client) for client in browsers])
        return {
            "statuses": sorted(status for status, _page in replies),
            "told": sum("Deze evaluatie is vastgesteld" in page for _status, page in replies),
            "versions": ReportVersion.objects.filter(assessment=assessment).count(),
        }

    def same_period() -> dict[str, Any]:
        """All start the same periods, one after the other."""
        years = range(2030, 2033)

        def job(client: Client) -> Job:
            def start(year: int) -> tuple[int, str]:
                period = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
                data = {
                    "title": "Nieuw",
                    "indicator_set": werkset.pk,
                    "beside_running": "on",
                } | period
                url = reverse("start_assessment", args=["noord"])
                reply = client.post(url, {f"start-{name}": value for name, value in data.items()})
                return reply.status_code, reply.content.decode()

            return lambda: [start(year) for year in years]

        replies = [
            reply for each in at_once([job(client) for client in browsers]) for reply in each
        ]
        message = "Over deze periode is er al een evaluatie met deze indicatorenset."
        statuses = [status for status, _page in replies]
        return {
            "periods": len(years),
            "statuses": {status: statuses.count(status) for status in statuses},
            "told": sum(message in page for _status, page in replies),
            "assessments": Assessment.objects.filter(period_start__year__in=years).count(),
        }

    scenarios = [
        own_answers,
        same_answer,
        same_form,
        confirm_while_saving,
        two_confirm,
        same_period,
    ]
    return {scenario.__name__: scenario() for scenario in scenarios}
