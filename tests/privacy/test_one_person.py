"""One person may see what is stored about them, and may be taken out."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import lifecycle
from assessments.models import Answer, Assessment, Comment, Thread
from indicators.models import Indicator
from networks.models import ApiToken, LookInside, Mail, Membership, TrailEntry, User
from networks.new_password import mail_new_password
from networks.tokens import make_token
from partners.models import PartnerLink
from reports import confirming
from tests.assessments.reporting import fill
from tests.cast import Cast
from tests.documents.making import made

from .stored import link_to, session_of, store_everything

pytestmark = pytest.mark.django_db


def erase(email: str, *options: str) -> str:
    out = io.StringIO()
    call_command("erase_person", email, *options, stdout=out)
    return out.getvalue()


def exported(email: str, folder: Path) -> dict[str, object]:
    file = folder / "gegevens.json"
    call_command("person_data", email, "-o", file, stdout=io.StringIO())
    return json.loads(file.read_text())


def let_bram_work(cast: Cast, assessment: Assessment) -> str:
    """Let Bram log in, answer, comment and make a key; return the secret of the key."""
    session_of(cast.bram, until=timezone.now() + timedelta(days=1))
    indicator = Indicator.objects.filter(group__theme__indicator_set=assessment.indicator_set_id)[0]
    Answer.objects.filter(assessment=assessment, indicator=indicator).update(changed_by=cast.bram)
    thread = Thread.objects.create(assessment=assessment, indicator=indicator)
    Comment.objects.create(thread=thread, text="Klopt dit?", by=cast.bram, at=timezone.now())
    return make_token(user=cast.bram, name="Onderzoek", valid_for=timedelta(days=30))[1]


def test_everything_about_one_person_and_no_secret(
    cast: Cast, assessment: Assessment, tmp_path: Path
) -> None:
    """What they wrote to others is in it; of what they changed only where."""
    fill(assessment, text="Tekst van het netwerk.")
    secret = let_bram_work(cast, assessment)
    store_everything(cast, timezone.now())
    data = exported("BRAM@voorbeeld.example", tmp_path)
    account = data["account"]
    assert (account["name"], account["email"]) == ("Bram", "bram@voorbeeld.example")
    assert [row["role"] for row in account["roles"]] == ["contributor"]
    assert [row["ip"] for row in account["sessions"]] == ["192.0.2.7"]
    assert [row["name"] for row in account["keys"]] == ["Onderzoek"]
    assert [row["text"] for row in account["comments"]] == ["Klopt dit?"]
    changed = Answer.objects.get(changed_by=cast.bram)
    assert account["referred_to_by"]["assessments.Answer.changed_by"] == [changed.pk]
    assert [row["subject"] for row in data["mails"]] == ["Nieuw wachtwoord"]
    text = json.dumps(data, ensure_ascii=False)
    hidden = [secret, ApiToken.objects.get(user=cast.bram).digest, Session.objects.get().pk]
    assert [one for one in (*hidden, cast.bram.password, "Tekst van het") if one in text] == []
    assert "anna@" not in text


def test_a_partner_without_an_account(cast: Cast, assessment: Assessment, tmp_path: Path) -> None:
    """The address goes, and what the partner said stays; who is unknown is told so."""
    link_to(cast, assessment, "wijkagent@politie.example", timezone.now())
    data = exported("wijkagent@politie.example", tmp_path)
    assert data["account"] is None
    assert [row["source__function"] for row in data["links"]] == ["wijkagent"]
    erase("Wijkagent@politie.example")
    link = PartnerLink.objects.get()
    assert (link.email, link.source.function) == ("", "wijkagent")
    erased = TrailEntry.objects.get(what="erased")
    assert (erased.who, erased.detail, erased.subject_pk) == ("system", "address,asked", None)
    for command in (erase, lambda email: exported(email, tmp_path)):
        with pytest.raises(CommandError, match="is niets bewaard"):
            command("wijkagent@politie.example")


def test_a_confirmed_report_outlives_who_made_it(
    as_user, cast: Cast, assessment: Assessment
) -> None:
    """It reads the same, its files keep their bytes, and who did what is somebody without a name."""
    fill(assessment)
    let_bram_work(cast, assessment)
    Answer.objects.filter(assessment=assessment).update(changed_by=cast.anna)
    lifecycle.submit_for_review(assessment=assessment)
    version = confirming.confirm(assessment=assessment, by=cast.anna)
    Membership.objects.create(user=cast.zoe, network=cast.noord, role="coordinator")
    report = f"/zelfevaluaties/{assessment.pk}/rapport/"
    reader = as_user(cast.zoe)
    content, pdf = version.content, made(reader, f"{report}versie-1.pdf").getvalue()
    page = reader.get(report)
    assert page.status_code == 200
    for email in (cast.anna.email, cast.bram.email):
        assert "blijft staan" in erase(email)
    version.refresh_from_db()
    assert version.content == content
    assert version.confirmed_by_id == cast.anna.pk
    assert str(version.confirmed_by.name) == f"Verwijderd account {cast.anna.pk}"
    assert made_before(reader, f"{report}versie-1.pdf") == pdf
    again = reader.get(report)
    assert (again.status_code, "Punt 1" in again.text) == (200, True)
    assert [name for name in ("Anna", "Bram") if name in again.text] == []
    assert set(
        Answer.objects.filter(assessment=assessment).values_list("changed_by", flat=True)
    ) == {cast.anna.pk}
    assert Comment.objects.get().by_id == cast.bram.pk


def made_before(client, address: str) -> bytes:
    """Return a file that is there already."""
    return client.get(address).getvalue()


def test_nothing_tells_who_it_was(as_user, cast: Cast, assessment: Assessment) -> None:
    """Access ends at once, also that of keys; the log of the admin keeps what was done."""
    fill(assessment)
    let_bram_work(cast, assessment)
    store_everything(cast, timezone.now())
    mail_new_password.enqueue(cast.bram.email, "https://loket.example")
    browser = as_user(cast.bram)
    LogEntry.objects.create(
        user=cast.ada, content_type=ContentType.objects.get_for_model(User), action_flag=CHANGE,
        object_id=str(cast.bram.pk), object_repr=cast.bram.email, change_message="Reden: Bram belde.",
    )  # fmt: skip
    dry = erase(cast.bram.email, "--dry-run")
    assert User.objects.get(pk=cast.bram.pk).name == "Bram"
    assert dry == f"Proef: er verandert niets.\n{erase(cast.bram.email)}"
    assert browser.get("/").status_code == 302
    assert not ApiToken.objects.filter(user=cast.bram).exists()
    assert not Mail.objects.filter(to="bram@voorbeeld.example").exists()
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_repr, entry.change_message) == (
        cast.ada, f"account-{cast.bram.pk}@verwijderd.invalid", "",
    )  # fmt: skip
    with pytest.raises(CommandError, match="is niets bewaard"):
        erase("bram@voorbeeld.example")
    assert "bram@" not in everything_stored().lower()
    assert LookInside.objects.count() == 1


def everything_stored() -> str:
    """Return the values of every row, of all models."""
    return str([list(model._base_manager.values()) for model in apps.get_models()])


def test_who_is_needed_is_not_taken_out(cast: Cast) -> None:
    """A network keeps a coordinator, and the portal an admin."""
    for email, why in ((cast.anna.email, "enige coördinator"), (cast.ada.email, "enige beheerder")):
        with pytest.raises(CommandError, match=why):
            erase(email)
    assert set(User.objects.filter(is_active=True).values_list("name", flat=True)) >= {
        "Anna",
        "Ada",
    }
