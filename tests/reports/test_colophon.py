"""Whose a report is: the colophon, and the logo of the network that an admin uploads."""

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from assessments import lifecycle
from assessments.models import Assessment
from networks.logos import logo_of
from networks.models import Logo, Network, User
from reports import confirming
from reports.report_building import build_report, report_of
from reports.report_files import report_html, report_pdf
from tests.cast import Cast

from .pdf_structure import Structure
from .test_report_pdf import assert_accessible


def picture(kind: str = "PNG", size: tuple[int, int] = (1200, 400)) -> bytes:
    written = io.BytesIO()
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(written, kind)
    return written.getvalue()


def upload(admin: Client, network: Network, content: bytes, name: str = "logo.png") -> str:
    """Send the page of a network in the admin with a file; return what the page then says."""
    address = reverse("admin:networks_network_change", args=[network.pk])
    page = admin.get(address).context["adminform"].form.initial
    prefixes = ("logo", "memberships")
    counts = {
        f"{prefix}-{name}_FORMS": number
        for prefix in prefixes
        for name, number in (("TOTAL", 0), ("INITIAL", 0))
    }
    reply = admin.post(
        address,
        {
            "name": page["name"],
            "slug": page["slug"],
            "organisations": [one.pk for one in page["organisations"]],
            **counts,
            "logo-TOTAL_FORMS": 1,
            "logo-INITIAL_FORMS": Logo.objects.filter(network=network).count(),
            "logo-0-id": Logo.objects.filter(network=network).values_list("pk", flat=True).first()
            or "",
            "logo-0-network": network.pk,
            "logo-0-upload": SimpleUploadedFile(name, content),
        },
        follow=True,
    )
    return reply.content.decode()


@pytest.fixture
def ada(cast: Cast, as_user: Callable[[User], Client]) -> Client:
    return as_user(cast.ada)


def test_a_logo_is_on_the_cover_of_the_network_s_documents(
    ada: Client, assessment: Assessment, tmp_path: Path
) -> None:
    """As a small PNG of our own making, with a text for who can't see it; others have none."""
    assert "met succes" in upload(ada, assessment.network, picture("JPEG"), "logo.jpg")
    stored = Image.open(io.BytesIO(Logo.objects.get().picture))
    assert (stored.format, stored.size) == ("PNG", (600, 200))
    report = build_report(assessment)
    pdf = report_pdf(report)
    assert_accessible(pdf, tmp_path / "report.pdf", report)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].get_images()) == 1
        figures = Structure(document).root.all("Figure")
        assert str(figures[0].source.Alt) == "Logo van Netwerk Noord"
    assert b'alt="Logo van Netwerk Noord"' in report_html(report)
    upload(ada, assessment.network, picture(size=(300, 300)))
    assert Image.open(io.BytesIO(Logo.objects.get().picture)).size == (300, 300)


def test_a_confirmed_report_keeps_the_logo_that_it_had(ada: Client, assessment: Assessment) -> None:
    """Another logo is for later reports."""
    upload(ada, assessment.network, picture())
    before = base64.b64encode(Logo.objects.get().picture).decode()
    lifecycle.submit_for_review(assessment=assessment)
    confirming.confirm(assessment=assessment, by=None)
    upload(ada, assessment.network, picture(size=(300, 300)))
    assert report_of(assessment).logo == before
    assert logo_of(assessment.network) != before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "geen PNG of JPEG"),
        (picture("GIF"), "geen PNG of JPEG"),
        (picture()[:400], "beschadigd"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_000, "groter dan 2 MB"),
        (picture(size=(7000, 100)), "tussen 60 en 6000"),
        (picture(size=(40, 40)), "tussen 60 en 6000"),
    ],
    ids=["svg", "gif", "cut off", "too large", "too wide", "too small"],
)
def test_what_is_no_picture_is_refused(
    content: bytes, words: str, ada: Client, assessment: Assessment
) -> None:
    """In words, and nothing is stored."""
    assert words in upload(ada, assessment.network, content)
    assert not Logo.objects.exists()


def test_a_photograph_as_logo_stays_small(ada: Client, assessment: Assessment) -> None:
    """A report holds its logo, so it may take 60 KB at most."""
    noise = Image.effect_noise((1500, 750), 90).convert("RGB")
    written = io.BytesIO()
    noise.save(written, "JPEG")
    upload(ada, assessment.network, written.getvalue())
    assert len(Logo.objects.get().picture) <= 60_000


def test_the_colophon_says_whose_the_report_is(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """What the coordinator types beside the texts is on the page, and who it is of on the cover."""
    anna = as_user(cast.anna)
    page = anna.get(reverse("texts", args=[assessment.pk]))
    form = page.context["texts"].form
    anna.post(
        reverse("save_texts", args=[assessment.pk]),
        {
            "t-served": form["served"].value(),
            "t-commissioned_by": "Landelijk Netwerk",
            "t-authors": "- coördinator\n- beleidsadviseur",
            "t-publisher": "Zorg- en Veiligheidshuis Noord",
        },
    )
    shown = anna.get(reverse("report", args=[assessment.pk])).content.decode()
    colophon = shown[shown.index('id="colofon"') :]
    for words in (
        "Landelijk Netwerk",
        "<li",
        "beleidsadviseur",
        "Politie Noord",
        "Veilig Thuis Noord",
        "Zorg- en Veiligheidshuis Noord",
        "nog niet",
    ):
        assert words in colophon
    with pikepdf.open(io.BytesIO(report_pdf(build_report(Assessment.objects.get())))) as document:
        told = Structure(document).root.text
    assert "In opdracht van Landelijk Netwerk" in told
