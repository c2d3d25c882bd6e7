"""Pictures of assessing together: people, partners, conversations and sharing."""

from playwright.sync_api import Browser
from screenshots import WIDTH, LogIn, heading, picture, write


def assessing_together(log_in: LogIn) -> None:
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
    picture(
        page,
        "bronnen",
        top=heading(page, "Gesprekken"),
        height=420,
        of=page.locator("section", has=heading(page, "Gesprekken")),
        right=0,
    )
    page.get_by_role("link", name="wijkagent in Oost").first.click()
    picture(
        page,
        "gespreksverslag",
        top=heading(page, "Klopt het verslag?"),
        bottom=page.locator(".link-actions"),
        of=page.locator("#gespreksverslag"),
        right=0,
    )
    page.goto(f"{overview}punten/")
    point = page.locator(".entry", has_text="Het dubbele nachtpiket").first
    point.get_by_role("link", name="Kies waar dit punt op steunt").click()
    picture(page, "steunt-op", height=800)

    page.goto("/rapporten/")
    page.get_by_role("link", name="Zelfevaluatie Veiligheid Voorop 2025", exact=True).first.click()
    page.goto(page.url.replace("/rapport/", "/delen/"))
    page.get_by_label("E-mailadressen").fill("teamleider@partner.example")
    page.get_by_role("button", name="Verstuur de links").click()
    picture(page, "delen", height=900)


def by_link(browser: Browser, address: str, log_in: LogIn) -> None:
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
