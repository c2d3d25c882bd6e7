"""Make the pictures of the guides again, from a running demo.

Start `bin/demo` in one window and this script in another:

    .venv/bin/python docs/pictures/make.py [http://localhost:8000]

It uses the demo as people do: it leaves two answers and some documents, and publishes version 2.1
of the Werkset. So it needs a fresh demo with samples only.
"""

import sys
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect, sync_playwright
from screenshots import ARGUMENTS, LogIn, fill, heading, log_in_as, picture, save, write
from together import assessing_together, by_link

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


def main(address: str) -> None:
    """Write every picture beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS
        )

        def log_in(role: str) -> Page:
            return log_in_as(browser, address, role)

        assessing_together(log_in)
        by_link(browser, address, log_in)
        _coordinator(log_in)
        _confirming(log_in)
        _evaluator(log_in)
        _national(log_in)
        _admin(log_in)
        browser.close()


def _coordinator(log_in: LogIn) -> None:
    page = log_in("coordinator")
    picture(page, "start", bottom=page.locator(".network h3").nth(1))
    page.locator(".next h3 a").first.click()
    overview = page.url

    page.goto(f"{overview}thema/actie-overleg/#i-actie-overleg-ruimte-elders")
    question = page.locator("#i-actie-overleg-ruimte-elders")
    fill(question, "Antwoord", ANSWER)
    fill(question, "Waar blijkt dat uit?", "Overlegkalenders van de drie gemeenten.")
    question.get_by_label("sterk punt", exact=True).check()
    fill(
        question,
        "Kernpunt voor het rapport",
        "Het Actie-overleg vervangt drie losse overleggen per gemeente",
    )
    expect(question.locator(".reply")).to_contain_text("Opgeslagen")
    question.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 20)")
    write("invullen", page.screenshot())

    # A save fails without a connection; the text stays in the browser.
    page.context.set_offline(True)
    fill(question, "Antwoord", f"{ANSWER} Dat scheelt per wijkteam")
    expect(question.locator(".reply")).to_contain_text("Geen verbinding")
    picture(page, "geen-verbinding", top=question, bottom=question.locator(".reply"), of=question)
    page.context.set_offline(False)
    fill(question, "Antwoord", ANSWER)
    expect(question.locator(".reply")).to_contain_text("Opgeslagen")

    _two_texts(page, log_in("medewerker"))


def _two_texts(page: Page, colleague: Page) -> None:
    """Make two people write in the same answer."""
    page.reload()
    colleague.goto(page.url)
    name = "#i-actie-overleg-directe-veiligheid"
    for text in ("Volgt.", THEIRS):
        fill(colleague.locator(name), "Antwoord", text)
        expect(colleague.locator(f"{name} .saved[data-state=saved]")).to_be_visible()
    question = page.locator(name)
    fill(question, "Antwoord", OURS)
    conflict = question.locator(".conflict")
    expect(conflict).to_be_visible()
    picture(page, "twee-teksten", top=question, bottom=conflict, of=question)
    conflict.get_by_role("button", name="Neem de andere over").click()
    expect(conflict).to_have_count(0)


def _confirming(log_in: LogIn) -> None:
    page = log_in("toetser")
    page.locator(".next h3 a").first.click()
    overview = page.url
    page.goto(f"{overview}punten/")
    picture(page, "punten", height=1000)
    page.goto(f"{overview}aanbevelingen/")
    picture(page, "aanbevelingen", height=1000)
    page.goto(f"{overview}vaststellen/")
    picture(page, "toetsen", bottom=page.locator(".entry").last, margin=0)


def _evaluator(log_in: LogIn) -> None:
    page = log_in("evaluator")
    page.goto("/rapporten/")
    page.get_by_role("link", name="Tweede externe evaluatie").first.click()
    picture(page, "rapport", top=heading(page, "Samenvatting"), height=760)

    page.goto("/rapporten/")
    page.get_by_role("link", name="Zelfevaluatie Veiligheid Voorop 2025", exact=True).first.click()
    report = page.url
    picture(page, "beeld", top=heading(page, "Beeld per thema"), bottom=page.locator("table.map"))
    picture(
        page, "sinds-het-vorige-rapport", top=heading(page, "Sinds het vorige rapport"), height=900
    )
    page.get_by_role("link", name="Ontwikkeling van het netwerk").click()
    picture(page, "ontwikkeling", top=heading(page, "Per thema"), height=1160)

    # The menu of downloads tells the size of documents that exist.
    for name in ("PDF", "Archief-PDF"):
        _wait_for_document(page, report, name)
    page.goto(report)
    page.get_by_text("Downloaden", exact=True).click()
    picture(page, "downloaden", bottom=page.locator(".downloads"))


def _wait_for_document(page: Page, report: str, name: str) -> None:
    """Ask for a document and wait for it, so that the list of downloads shows its size."""
    page.goto(report)
    page.get_by_text("Downloaden", exact=True).click()
    # Five minutes: the worker makes one document at a time.
    with page.expect_download(timeout=300_000):
        page.locator(".downloads").get_by_role("button", name=name, exact=True).click()


def _national(log_in: LogIn) -> None:
    page = log_in("landelijk")
    page.goto("/landelijk/")
    page.get_by_role("link", name="Landelijk rapport Veiligheid Voorop 2024").click()
    overview = page.url
    page.goto(f"{overview}netwerken/")
    picture(page, "landelijk-per-netwerk", top=heading(page, "Beeld per netwerk"), height=1000)
    page.goto(f"{overview}rapport/")
    picture(page, "landelijk", top=heading(page, "2. Samen op in Acuut"), height=900)

    page.goto("/vergelijken/")
    for name in ("Amsterdam", "Den Haag", "Limburg"):
        page.get_by_label(f"Voorbeeldnetwerk {name}: Zelfevaluatie Veiligheid Voorop 2025").check()
    page.get_by_role("button", name="Leg naast elkaar").last.click()
    picture(page, "vergelijken", height=1000)
    page.goto("/zoeken/?zoek=mandaat+overleg")
    picture(page, "zoeken", height=900)


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
    save(page, "Concept maken")
    draft = page.url.removesuffix("change/")
    page.goto(page.url)
    picture(page, "indicatorenset", bottom=page.locator(".field-based_on"))

    _edit(page, draft)
    page.goto(f"{draft}opbouw/")
    picture(page, "opbouw", height=1000)
    page.goto(f"{draft}change/")
    page.get_by_role("link", name="Voorbeeld").click()
    page.get_by_text("Toelichting uit de indicatorenset").click()
    write("voorbeeld", page.screenshot())
    _dry_run(page, draft)

    page.goto(f"{draft}verschillen/")
    questions = page.locator("article.question")
    questions.nth(0).get_by_label("Dezelfde vraag").check()
    save(page, "Keuzes opslaan")
    page.goto(f"{draft}verschillen/")
    picture(page, "wat-is-er-veranderd", bottom=page.get_by_role("button", name="Keuzes opslaan"))
    questions.nth(1).get_by_label("Een andere vraag").check()
    save(page, "Keuzes opslaan")
    page.goto(f"{draft}publiceren/")
    save(page, "Publiceren")

    page = log_in("coordinator")
    page.locator(".next h3 a").first.click()
    page.get_by_role("link", name="Bekijk eerst wat er verandert").click()
    picture(page, "overstappen", bottom=page.get_by_role("button", name="Stap over"))


def _edit(page: Page, draft: str) -> None:
    """Change the wording of two questions, add one and remove one."""
    for old, new in (QUICKLY, STORED):
        page.goto(f"{draft}opbouw/")
        page.get_by_role("link", name=old).first.click()
        text = page.get_by_label("Vraag")
        text.fill(text.input_value().replace(old, new))
        save(page, "Opslaan")
    page.goto(f"{draft}opbouw/")
    page.get_by_role("link", name=GONE).click()
    page.get_by_role("link", name="Verwijderen").click()
    save(page, "Verwijderen")
    theme = page.locator(".tree > li", has=page.get_by_role("heading", name="Actie-overleg"))
    theme.get_by_role("link", name="Indicator toevoegen").first.click()
    page.get_by_label("Vraag").fill(NEW)
    page.get_by_label("Soort antwoord").select_option("frequency")
    page.get_by_label("Eenheid").fill("keer")
    save(page, "Toevoegen")


def _dry_run(page: Page, draft: str) -> None:
    """Load a spreadsheet with a changed question, and stop before it is read in."""
    page.goto(f"{draft}uitvoeren/")
    with tempfile.TemporaryDirectory() as folder, page.expect_download() as download:
        page.get_by_role("link", name="Exporteren als XLSX").click()
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
    picture(page, "inlezen", bottom=page.locator("article.question").last)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
