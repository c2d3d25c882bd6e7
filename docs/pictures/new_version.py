"""Pictures of an admin who makes version 2.1 of the Werkset, from copy to published."""

import tempfile
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page
from screenshots import LogIn, picture, save, write

# Two questions that get another wording in version 2.1 (old and new), one that is added, one
# removed.
QUICKLY = ("Kan VT snel opvolging", "Kan VT binnen een uur opvolging")
STORED = ("het delen en vastleggen van informatie", "het delen en bewaren van informatie")
NEW = "Hoe vaak komt het Actie-overleg bijeen?"
GONE = "Zijn er acties geweest om de signalen van HG/KM"


def admin(log_in: LogIn) -> None:
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
    page.get_by_text("Toelichting uit de werkset").click()
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
    picture(page, "inlezen", bottom=page.locator("article.question").last)
