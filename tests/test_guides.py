"""The guides in the portal, the page they are opened from, and the foot of every page."""

import re
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.test.utils import override_settings
from django.urls import reverse
from django.views import defaults

from assessments.models import Assessment
from loket_eval.guides.guide_pages import FOLDER, NAMES, PICTURES, anchor_of, read
from loket_eval.guides.sections import SECTIONS, WITHOUT_SECTION

from .browser.addresses import names_of_pages
from .cast import Cast

HELP = {"guides", "guide", "contact", "privacy", "accessibility"}
FOOT = re.compile(r'<footer class="foot">.*?</footer>', re.DOTALL)
# The last two are to be filled in by whoever runs a portal, and put where the settings say.
FOR_THE_SERVER = {
    "installeren",
    "instellingen",
    "inloggen-bij-uw-organisatie",
    "toegankelijkheid",
    "privacy",
}


def test_every_guide_is_shown_or_for_the_server() -> None:
    """A new guide fails here until somebody says where people read it."""
    assert {path.stem for path in FOLDER.glob("*.md")} == {*NAMES, *FOR_THE_SERVER}


@pytest.mark.parametrize("name", NAMES)
def test_every_link_in_a_guide_leads_somewhere(name: str, client: Client, db: None) -> None:
    """Links to a section, to another guide and to a picture all arrive; no link leads to a file."""
    body = read(name).body
    for link in re.findall(r'href="([^"]+)"', body):
        address, _, anchor = link.partition("#")
        if address.startswith("https://"):
            continue
        guide = address.removeprefix("/hulp/").removesuffix("/") or name
        assert guide in NAMES
        assert not anchor or anchor in {one.lower() for one in read(guide).anchors}
    pictures = re.findall(r'src="([^"]+)" alt="[^"]+" width="(\d+)" height="(\d+)"', body)
    assert len(pictures) == body.count("<img ")
    for address, *_size in pictures:
        assert client.get(address)["Content-Type"] == "image/png"


def test_what_is_written_in_a_guide_is_on_its_page(client: Client) -> None:
    """Headings, lists and emphasis of a guide are those of its page; Markdown is no text there."""
    page = client.get(reverse("guide", args=["coordinator"])).content.decode()
    assert '<h2 id="vragen-invullen">Vragen invullen</h2>' in page
    assert "<strong>kernpunt voor het rapport</strong>" in page
    written = Path(FOLDER, "coordinator.md").read_text()
    assert page.count("<h2 id") == len(re.findall("^## ", written, re.MULTILINE))
    assert "**" not in page


def test_anchors_are_those_of_a_forge() -> None:
    """A link that works where the code is read works in the portal."""
    assert anchor_of("Wat gebeurt er met uw tekst als …") == "wat-gebeurt-er-met-uw-tekst-als-"
    assert anchor_of("“Wat is er veranderd?”") == "wat-is-er-veranderd"


def test_every_page_has_its_section() -> None:
    """A page that no section is about fails here; so does a section that isn't in its guide."""
    assert not SECTIONS.keys() & WITHOUT_SECTION
    assert SECTIONS.keys() | WITHOUT_SECTION | HELP == names_of_pages()
    for guide, anchor in SECTIONS.values():
        assert (guide, anchor) == (guide, anchor if anchor in read(guide).anchors else "")


def test_help_is_in_context(cast: Cast, as_user, assessment: Assessment) -> None:
    """“Hoe werkt dit?” on a theme leads to what the guide says about filling in."""
    page = as_user(cast.anna).get(reverse("theme", args=[assessment.pk, "samenhang"]))
    link = '<a href="/hulp/coordinator/#vragen-invullen">'
    assert page.content.decode().count(link) == 2  # in the header and in the foot


def test_everybody_gets_the_same_page(cast: Cast, as_user) -> None:
    """Help may be kept by caches: nothing of who asks is on it, and no cookie comes along."""
    for name in ("guides", "contact", "privacy", "accessibility"):
        address = reverse(name)
        nobody, anna = Client().get(address), as_user(cast.anna).get(address)
        assert nobody.content == anna.content
        assert nobody["Cache-Control"] == "public, max-age=3600"
        assert not nobody.cookies


def test_help_makes_no_query(client: Client, db: None, django_assert_num_queries) -> None:
    """A guide comes from the code: nothing is looked up for it."""
    address = reverse("guide", args=["partner"])
    with django_assert_num_queries(0):
        client.get(address)


def test_every_kind_of_page_has_the_foot(cast: Cast, as_user, assessment: Assessment) -> None:
    """Also who has no account, or meets an error, finds help, contact, privacy and version."""
    nobody, anna = Client(), as_user(cast.anna)
    pages = {
        "login": nobody.get(reverse("account_login")),
        "a link": nobody.get(reverse("partner_welcome", args=["a" * 43])),
        "not there": anna.get("/nergens/"),
        "forbidden": anna.get(reverse("outbox")),
        "wrong method": anna.get(reverse("add_recommendation", args=[assessment.pk])),
        "odd bytes": nobody.get("/?x=%00"),
        "broken": defaults.server_error(RequestFactory().get("/")),
        "start": anna.get(reverse("start")),
        "report": anna.get(reverse("report", args=[assessment.pk])),
        "admin": as_user(cast.ada).get(reverse("admin:index")),
    }
    for kind, page in pages.items():
        foot = FOOT.search(page.content.decode())
        assert foot, kind
        for name in ("guides", "contact", "privacy", "accessibility"):
            assert f'href="{reverse(name)}"' in foot[0], kind
        assert "versie 0.2.0" in foot[0]


def test_contact_is_a_setting(client: Client) -> None:
    """Without an address the page names the coordinator; with one it is there to mail to."""
    assert "mailto:" not in client.get(reverse("contact")).content.decode()
    with override_settings(CONTACT="hulp@voorbeeld.example", ORGANISATION="Bureau Noord"):
        page = client.get(reverse("contact")).content.decode()
    assert 'href="mailto:hulp@voorbeeld.example"' in page
    assert "Bureau Noord" in page


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_an_official_statement_is_a_setting(client: Client, name: str) -> None:
    """Who has a statement elsewhere gets a link to it above what the portal itself says."""
    statement = "https://www.voorbeeld.example/verklaring"
    assert statement not in client.get(reverse(name)).content.decode()
    with override_settings(STATEMENTS={name: statement}):
        assert f'href="{statement}"' in client.get(reverse(name)).content.decode()


def test_pictures_are_those_of_the_guides(client: Client) -> None:
    """Nothing else in that folder is served: a name is one of a picture."""
    assert client.get("/hulp/plaatjes/make.png").status_code == 404
    served = client.get("/hulp/plaatjes/invullen.png")
    assert b"".join(served.streaming_content) == Path(PICTURES, "invullen.png").read_bytes()
