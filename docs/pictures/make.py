"""Make the pictures of the guides again, from a running demo.

Start `bin/demo` in one window and this script in another:

    .venv/bin/python docs/pictures/make.py [http://localhost:8000]

It uses the demo as people do: it leaves two answers and some documents, and publishes version 2.1
of the Werkset. So it needs a fresh demo with samples only.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

HERE = Path(__file__).parent
# The password of the sample accounts, as bin/demo prints it.
PASSWORD = "voorbeeld-wachtwoord-2026"  # noqa: S105
WIDTH = 1280
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=nl"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

ANSWER = (
    "Ja. De drie losse overleggen per gemeente zijn opgegaan in het Actie-overleg. Een wijkteam "
    "zit daardoor nog één keer per week aan tafel in plaats van drie keer."
)
OURS = (
    "In elf van de veertien zaken is het kind of de partner dezelfde dag naar een veilige plek "
    "gegaan."
)
THEIRS = (
    "In twaalf van de veertien zaken was er dezelfde dag een veilige plek. In twee zaken lukte dat "
    "pas na een week."
)

# Two questions that get another wording in version 2.1 (old and new), one that is added, one
# removed.
QUICKLY = ("Kan VT snel opvolging", "Kan VT binnen een uur opvolging")
STORED = ("het delen en vastleggen van informatie", "het delen en bewaren van informatie")
NEW = "Hoe vaak komt het Actie-overleg bijeen?"
GONE = "Zijn er acties geweest om de signalen van HG/KM"

LogIn = Callable[[str], Page]


def main(address: str) -> None:
    """Write every picture beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS
        )

        def log_in(role: str) -> Page:
            return _log_in(browser, address, role)

        _together(log_in)
        _by_link(browser, address, log_in)
        _coordinator(log_in)
        _confirming(log_in)
        _evaluator(log_in)
        _national(log_in)
        _admin(log_in)
        browser.close()


def _log_in(browser: Browser, address: str, role: str) -> Page:
    context = browser.new_context(
        base_url=address, locale="nl-NL", viewport={"width": WIDTH, "height": 800}
    )
    page = context.new_page()
    page.goto("/account/inloggen/")
    page.locator("input[type=email]").fill(f"{role}@loket.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    return page


def _coordinator(log_in: LogIn) -> None:
    page = log_in("coordinator")
    _picture(page, "start", bottom=page.locator(".network h3").nth(1))
    page.locator(".next h3 a").first.click()
    overview = page.url

    page.goto(f"{overview}thema/actie-overleg/#i-actie-overleg-ruimte-elders")
    question = page.locator("#i-actie-overleg-ruimte-elders")
    _fill(question, "Antwoord", ANSWER)
    _fill(question, "Waar blijkt dat uit?", "Overlegkalenders van de drie gemeenten.")
    question.get_by_label("sterk punt", exact=True).check()
    _fill(
        question,
        "Kernpunt voor het rapport",
        "Het Actie-overleg vervangt drie losse overleggen per gemeente",
    )
    expect(question.locator(".reply")).to_contain_text("Opgeslagen")
    question.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 20)")
    _write("invullen", page.screenshot())

    # A save fails without a connection; the text stays in the browser.
    page.context.set_offline(True)
    _fill(question, "Antwoord", f"{ANSWER} Dat scheelt per wijkteam")
    expect(question.locator(".reply")).to_contain_text("Geen verbinding")
    _picture(page, "geen-verbinding", top=question, bottom=question.locator(".reply"), of=question)
    page.context.set_offline(False)
    _fill(question, "Antwoord", ANSWER)
    expect(question.locator(".reply")).to_contain_text("Opgeslagen")

    _two_texts(page, log_in("medewerker"))


def _two_texts(page: Page, colleague: Page) -> None:
    """Make two people write in the same answer."""
    page.reload()
    colleague.goto(page.url)
    name = "#i-actie-overleg-directe-veiligheid"
    for text in ("Volgt.", THEIRS):
        _fill(colleague.locator(name), "Antwoord", text)
        expect(colleague.locator(f"{name} .saved[data-state=saved]")).to_be_visible()
    question = page.locator(name)
    _fill(question, "Antwoord", OURS)
    conflict = question.locator(".conflict")
    expect(conflict).to_be_visible()
    _picture(page, "twee-teksten", top=question, bottom=conflict, of=question)
    conflict.get_by_role("button", name="Neem de andere over").click()
    expect(conflict).to_have_count(0)


def _together(log_in: LogIn) -> None:
    """Whom a coordinator invites, asks and speaks with, and what comes of it."""
    page = log_in("coordinator")
    page.goto("/netwerken/noord-nederland/mensen/")
    _picture(page, "mensen", bottom=page.get_by_role("button", name="Verstuur de uitnodiging"))
    page.goto("/")
    page.locator(".next h3 a").first.click()
    overview = page.url

    page.goto(f"{overview}partners/vragen/")
    first = page.locator("input[name$=-chosen]").first
    prefix = str(first.get_attribute("name")).removesuffix("chosen")
    first.check()
    page.locator(f"[name={prefix}function]").fill("teamleider")
    page.locator(f"[name={prefix}email]").fill("teamleider@partner.example")
    page.get_by_label("Persoonlijk woord").fill("Over de nacht weten wij te weinig.")
    _picture(page, "partners-vragen", height=900)
    page.get_by_role("button", name="Verstuur de links").last.click()
    _picture(page, "partners", height=800)
    page.goto(f"{overview}partners/verschillen/")
    _picture(page, "verschillen", height=1000)
    page.get_by_role("link", name="Bespreek ze één voor één").first.click()
    _picture(page, "bespreken", height=1000)
    page.goto(f"{overview}overleg/")
    _picture(page, "overleg", height=760)

    page.goto(f"{overview}bronnen/")
    _picture(
        page,
        "bronnen",
        top=_heading(page, "Gesprekken"),
        height=420,
        of=page.locator("section", has=_heading(page, "Gesprekken")),
        right=0,
    )
    page.get_by_role("link", name="wijkagent in Oost").first.click()
    _picture(
        page,
        "gespreksverslag",
        top=_heading(page, "Klopt het verslag?"),
        bottom=page.locator(".link-actions"),
        of=page.locator("#gespreksverslag"),
        right=0,
    )
    page.goto(f"{overview}punten/")
    point = page.locator(".entry", has_text="Het dubbele nachtpiket").first
    point.get_by_role("link", name="Kies waar dit punt op steunt").click()
    _picture(page, "steunt-op", height=800)

    page.goto("/rapporten/")
    page.get_by_role("link", name="Zelfevaluatie Veiligheid Voorop 2025", exact=True).first.click()
    page.goto(page.url.replace("/rapport/", "/delen/"))
    page.get_by_label("E-mailadressen").fill("teamleider@partner.example")
    page.get_by_role("button", name="Verstuur de links").click()
    _picture(page, "delen", height=900)


def _by_link(browser: Browser, address: str, log_in: LogIn) -> None:
    """What a partner sees, with the link in the newest mail to it."""
    page = log_in("coordinator")
    page.goto("/netwerken/noord-nederland/berichten/")
    page.get_by_role("link", name="vraagt hoe u de samenwerking ziet").first.click()
    # The mail has the address of the portal, which isn't always that of this demo.
    link = page.locator("a[href*='/inbreng/']").first.get_attribute("href")
    path = "/inbreng/" + str(link).split("/inbreng/")[1]
    partner = browser.new_page(
        base_url=address, locale="nl-NL", viewport={"width": WIDTH, "height": 800}
    )
    partner.goto(path)
    partner.locator("a.button[href*='/vraag/']").first.click()
    _write("partner", partner.screenshot())


def _confirming(log_in: LogIn) -> None:
    page = log_in("toetser")
    page.locator(".next h3 a").first.click()
    overview = page.url
    page.goto(f"{overview}punten/")
    _picture(page, "punten", height=1000)
    page.goto(f"{overview}vaststellen/")
    _picture(page, "toetsen", bottom=page.locator(".entry").last, margin=0)


def _evaluator(log_in: LogIn) -> None:
    page = log_in("evaluator")
    page.goto("/rapporten/")
    page.get_by_role("link", name="Tweede externe evaluatie").first.click()
    _picture(page, "rapport", top=_heading(page, "Samenvatting"), height=760)

    page.goto("/rapporten/")
    page.get_by_role("link", name="Zelfevaluatie Veiligheid Voorop 2025", exact=True).first.click()
    report = page.url
    _picture(
        page, "beeld", top=_heading(page, "Beeld per onderdeel"), bottom=page.locator("table.steps")
    )
    _picture(
        page, "sinds-het-vorige-rapport", top=_heading(page, "Sinds het vorige rapport"), height=900
    )
    page.get_by_role("link", name="Ontwikkeling van het netwerk").click()
    _picture(page, "ontwikkeling", top=_heading(page, "Per onderdeel"), height=1160)

    # The menu of downloads tells the size of documents that exist.
    for name in ("PDF", "Archief-PDF"):
        _wait_for_document(page, report, name)
    page.goto(report)
    page.get_by_text("Downloaden", exact=True).click()
    _picture(page, "downloaden", bottom=page.locator(".downloads"))


def _wait_for_document(page: Page, report: str, name: str) -> None:
    """Ask for a document until it was made, so that the list of downloads shows its size."""
    page.goto(report)
    page.get_by_text("Downloaden", exact=True).click()
    address = (
        page.locator(".downloads").get_by_role("link", name=name, exact=True).get_attribute("href")
    )
    # Five minutes: the worker makes one document at a time.
    for _ in range(300):
        if page.request.get(str(address)).headers["content-type"] == "application/pdf":
            return
        page.wait_for_timeout(1000)
    raise RuntimeError(f"nothing makes documents: {name}")


def _national(log_in: LogIn) -> None:
    page = log_in("landelijk")
    page.goto("/landelijk/")
    page.get_by_role("link", name="Landelijk rapport Veiligheid Voorop 2024").click()
    overview = page.url
    page.goto(f"{overview}netwerken/")
    _picture(page, "landelijk-per-netwerk", top=_heading(page, "Beeld per netwerk"), height=1000)
    page.goto(f"{overview}rapport/")
    _picture(page, "landelijk", top=_heading(page, "2. Samen op in Acuut"), height=900)

    page.goto("/vergelijken/")
    for name in ("Amsterdam", "Den Haag", "Limburg"):
        page.get_by_label(f"Voorbeeldnetwerk {name}: Zelfevaluatie Veiligheid Voorop 2025").check()
    page.get_by_role("button", name="Leg naast elkaar").last.click()
    _picture(page, "vergelijken", height=1000)
    page.goto("/zoeken/?zoek=mandaat+overleg")
    _picture(page, "zoeken", height=900)


def _admin(log_in: LogIn) -> None:
    """Make version 2.1 of the Werkset, from copy to published, and let a coordinator look at it."""
    page = log_in("beheer")
    page.goto("/beheer/indicators/indicatorset/")
    row = page.locator("#result_list tr", has=page.get_by_role("cell", name="2.0", exact=True))
    row.get_by_role("link").first.click()
    page.get_by_role("link", name="Nieuwe versie maken").click()
    page.get_by_label("Nieuw versienummer").fill("2.1")
    page.get_by_label("Auteur").fill("Landelijk Netwerk Zorg Straf")
    page.get_by_label("Bron").fill("Werkset Indicatoren Veiligheid Voorop, versie 2.1")
    page.get_by_label("Datum").fill("oktober 2026")
    _save(page, "Concept maken")
    draft = page.url.removesuffix("change/")
    page.goto(page.url)
    _picture(page, "indicatorenset", bottom=page.locator(".field-based_on"))

    _edit(page, draft)
    page.goto(f"{draft}opbouw/")
    _picture(page, "opbouw", height=1000)
    page.goto(f"{draft}change/")
    page.get_by_role("link", name="Voorbeeld").click()
    page.get_by_text("Toelichting uit de werkset").click()
    _write("voorbeeld", page.screenshot())
    _dry_run(page, draft)

    page.goto(f"{draft}verschillen/")
    questions = page.locator("article.question")
    questions.nth(0).get_by_label("Dezelfde vraag").check()
    _save(page, "Keuzes opslaan")
    page.goto(f"{draft}verschillen/")
    _picture(page, "wat-is-er-veranderd", bottom=page.get_by_role("button", name="Keuzes opslaan"))
    questions.nth(1).get_by_label("Een andere vraag").check()
    _save(page, "Keuzes opslaan")
    page.goto(f"{draft}publiceren/")
    _save(page, "Publiceren")

    page = log_in("coordinator")
    page.locator(".next h3 a").first.click()
    page.get_by_role("link", name="Bekijk eerst wat er verandert").click()
    _picture(page, "overstappen", bottom=page.get_by_role("button", name="Stap over"))


def _edit(page: Page, draft: str) -> None:
    """Change the wording of two questions, add one and remove one."""
    for old, new in (QUICKLY, STORED):
        page.goto(f"{draft}opbouw/")
        page.get_by_role("link", name=old).first.click()
        text = page.get_by_label("Vraag")
        text.fill(text.input_value().replace(old, new))
        _save(page, "Opslaan")
    page.goto(f"{draft}opbouw/")
    page.get_by_role("link", name=GONE).click()
    page.get_by_role("link", name="Verwijderen").click()
    _save(page, "Verwijderen")
    theme = page.locator(".tree > li", has=page.get_by_role("heading", name="Actie-overleg"))
    theme.get_by_role("link", name="Indicator toevoegen").first.click()
    page.get_by_label("Vraag").fill(NEW)
    page.get_by_label("Soort antwoord").select_option("frequency")
    page.get_by_label("Eenheid").fill("keer")
    _save(page, "Toevoegen")


def _heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", name=name, exact=True).first


def _save(page: Page, button: str) -> None:
    """Press a button and wait until the admin confirms it."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def _dry_run(page: Page, draft: str) -> None:
    """Load a spreadsheet with a changed question, and stop before it is read in."""
    page.goto(f"{draft}uitvoeren/")
    with tempfile.TemporaryDirectory() as folder, page.expect_download() as download:
        page.get_by_role("link", name="Uitvoeren als XLSX").click()
        path = Path(folder) / download.value.suggested_filename
        download.value.save_as(path)
        workbook = load_workbook(path)
        for row in workbook["Indicatoren"].iter_rows():
            for cell in row:
                if cell.value == NEW:
                    cell.value = NEW.replace("bijeen", "bij elkaar")
        workbook.save(path)
        page.goto("/beheer/indicators/indicatorset/inlezen/")
        page.get_by_label("Bestand").set_input_files(path)
        page.get_by_role("button", name="Laat zien wat er verandert").click()
    _picture(page, "inlezen", bottom=page.locator("article.question").last)


def _fill(question: Locator, label: str, text: str) -> None:
    field = question.get_by_label(label)
    field.fill(text)
    field.blur()


def _picture(
    page: Page,
    name: str,
    *,
    top: Locator | None = None,
    bottom: Locator | None = None,
    of: Locator | None = None,
    height: float = 0,
    margin: float = 16,
    right: float = 116,
) -> None:
    """Write a picture of a page from one element (or its top) to another.

    It is as wide as the page, or as the element `of` without what is empty at its right.
    """
    page.evaluate("scrollTo(0, 0)")
    start = max(0, _box(top)["y"] - margin) if top else 0
    if bottom:
        box = _box(bottom)
        height = box["y"] + box["height"] + margin - start
    left, width = (_box(of)["x"] - 16, _box(of)["width"] + 16 - right) if of else (0, WIDTH)
    clip = {"x": left, "y": start, "width": width, "height": height}
    _write(name, page.screenshot(full_page=True, clip=clip))  # type: ignore[arg-type]


def _write(name: str, screenshot: bytes) -> None:
    """Store a picture in 256 colours: no visible difference for text, and a third of the size."""
    image = (
        Image.open(io.BytesIO(screenshot))
        .convert("RGB")
        .quantize(256, kmeans=2, dither=Image.Dither.NONE)
    )
    path = HERE / f"{name}.png"
    image.save(path, optimize=True)
    sys.stdout.write(
        f"{path.name}: {image.width} x {image.height}, {path.stat().st_size // 1024} KB\n"
    )


def _box(element: Locator) -> dict[str, float]:
    box = element.bounding_box()
    if box is None:
        raise RuntimeError(f"not on the page: {element}")
    return dict(box)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
