"""Make the pictures of the guides again, from a running demo.

Start `bin/demo` in one window and this script in another:

    .venv/bin/python docs/pictures/make.py [http://localhost:8000]

It uses the demo as people do: it leaves two answers and some documents, and publishes version 2.1
of the Werkset. So it needs a fresh demo with samples only.
"""

import sys

from new_version import admin
from playwright.sync_api import Browser, Page, expect, sync_playwright
from screenshots import ARGUMENTS, WIDTH, LogIn, fill, heading, log_in_as, picture, write

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


def main(address: str) -> None:
    """Write every picture beside this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=ARGUMENTS
        )

        def log_in(role: str) -> Page:
            return log_in_as(browser, address, role)

        _together(log_in)
        _by_link(browser, address, log_in)
        _coordinator(log_in)
        _confirming(log_in)
        _evaluator(log_in)
        _national(log_in)
        admin(log_in)
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


def _together(log_in: LogIn) -> None:
    """Whom a coordinator invites, asks and speaks with, and what comes of it."""
    page = log_in("coordinator")
    page.goto("/netwerken/noord-nederland/mensen/")
    picture(page, "mensen", bottom=page.get_by_role("button", name="Verstuur de uitnodiging"))
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
    picture(page, "partners-vragen", height=900)
    page.get_by_role("button", name="Verstuur de links").last.click()
    picture(page, "partners", height=800)
    page.goto(f"{overview}partners/verschillen/")
    picture(page, "verschillen", height=1000)
    page.get_by_role("link", name="Bespreek ze één voor één").first.click()
    picture(page, "bespreken", height=1000)
    page.goto(f"{overview}overleg/")
    picture(page, "overleg", height=760)

    page.goto(f"{overview}bronnen/")
    picture(page, "bronnen", top=heading(page, "Gesprekken"), height=420)
    page.get_by_role("link", name="wijkagent in Oost").first.click()
    picture(
        page,
        "gespreksverslag",
        top=heading(page, "Klopt het verslag?"),
        bottom=page.locator(".link-actions"),
    )
    page.goto(f"{overview}punten/")
    point = page.locator(".entry", has_text="Het dubbele nachtpiket").first
    point.get_by_role("link", name="Kies waar dit punt op steunt").click()
    picture(page, "steunt-op", height=800)


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
    write("partner", partner.screenshot())


def _confirming(log_in: LogIn) -> None:
    page = log_in("toetser")
    page.locator(".next h3 a").first.click()
    overview = page.url
    page.goto(f"{overview}punten/")
    picture(page, "punten", height=1000)
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
    picture(
        page, "beeld", top=heading(page, "Beeld per onderdeel"), bottom=page.locator("table.steps")
    )
    picture(
        page, "sinds-het-vorige-rapport", top=heading(page, "Sinds het vorige rapport"), height=900
    )
    page.get_by_role("link", name="Ontwikkeling van het netwerk").click()
    picture(page, "ontwikkeling", top=heading(page, "Per onderdeel"), height=1160)

    # The menu of downloads tells the size of documents that exist.
    for name in ("PDF", "Archief-PDF"):
        _wait_for_document(page, report, name)
    page.goto(report)
    page.get_by_text("Downloaden", exact=True).click()
    picture(page, "downloaden", bottom=page.locator(".downloads"))


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


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
