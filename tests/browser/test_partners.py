"""A whole evaluation with partners: asked, answering on phones, put beside each other, and checking
the facts before it is confirmed."""

import re
import subprocess

from playwright.sync_api import Page, expect

from assessments import lifecycle
from assessments.models import TextVersion, View
from networks.models import Mail, Organisation
from partners.models import FactRemark, PartnerLink
from reports.report_building import report_of
from reports.report_files import report_pdf

from .axe import complaints, width
from .conftest import Expect, Open
from .people import People
from .typing import SAVED, field, reply

PHONE = {"viewport": {"width": 390, "height": 844}}
SMALL = {"viewport": {"width": 320, "height": 700}}
QUESTION = "samenhang-afspraken"


def partners_of(people: People) -> list[Organisation]:
    """Give Noord two partners of its own."""
    number = people.noord.pk
    made = [
        Organisation.objects.create(name=f"{name} {number}") for name in ("Politie", "Veilig Thuis")
    ]
    people.noord.organisations.set(made)
    return made


def link_for(people: People, organisation: Organisation, kind: str = "inbreng") -> str:
    """Return the link in the newest mail to this partner."""
    mail = Mail.objects.filter(network=people.noord, to=address_of(organisation)).latest("pk")
    found = re.search(rf"/{kind}/\S+", mail.text)
    assert found
    return found[0]


def address_of(organisation: Organisation) -> str:
    return f"partner{organisation.pk}@voorbeeld.example"


def choose(page: Page, organisation: Organisation, email: str = "") -> None:
    row = page.get_by_role("group", name=organisation.name)
    row.get_by_label(organisation.name).check()
    row.get_by_label("Functie").fill("teamleider")
    row.get_by_label("E-mailadres").fill(email or address_of(organisation))


def ask(page: Page, people: People, partners: list[Organisation]) -> None:
    page.goto(f"{people.path}partners/vragen/")
    for organisation in partners:
        choose(page, organisation)
    page.get_by_label("Na het versturen").check()
    page.get_by_role("button", name="Verstuur de links").click()
    expect(page.get_by_role("status")).to_contain_text("krijgen een mail")


def answer(page: Page, link: str, judgement: str, text: str) -> None:
    """Answer the first question as a partner with scripts does."""
    page.goto(link)
    page.get_by_role("link", name="Begin met vraag 1").click()
    page.get_by_label(judgement, exact=True).check()
    page.get_by_label("Wat ziet u?").fill(text)
    expect(page.locator(".saved")).to_contain_text("Opgeslagen om")


def judge_as_evaluator(anna: Page, eva: Page, people: People) -> None:
    """Let Eva judge the same question, before she sees what others say."""
    anna.goto(f"{people.path}bronnen/")
    anna.get_by_text("Laat een evaluator meekijken").click()
    anna.get_by_role("button", name="Laat meekijken").click()
    eva.goto(people.theme())
    eva.locator(f"#i-{QUESTION}").get_by_text("verbeterpunt", exact=True).click()
    field(eva, name="remark").fill("De nacht telt niet mee.")
    field(eva, name="remark").blur()
    expect(reply(eva)).to_contain_text(SAVED)
    eva.get_by_role("button", name="Klaar met eigen oordeel").click()
    expect(eva.get_by_role("heading", level=1)).not_to_have_text("Uw eigen oordeel")


def send_in(page: Page, link: str) -> None:
    page.goto(f"{link}vragen/")
    page.get_by_role("button", name="Verstuur mijn antwoorden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dank u wel")


def test_from_asking_to_a_report_that_says_who_looked(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """Anna asks two partners, who differ; an evaluator judges; a point rests on both partners; one
    of them checks the facts; her report and its PDF say so. Every page is fine for axe, wide or on
    a phone."""
    expect_console(r"status of 422")
    wrong: dict[str, list[str]] = {}
    police, veilig_thuis = partners_of(people)
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}partners/")
    wrong["nobody asked"] = complaints(anna)
    anna.get_by_role("link", name="Vraag partners", exact=True).click()
    choose(anna, police, "geen adres@voorbeeld.example")
    anna.get_by_role("button", name="Verstuur de links").click()
    expect(anna.get_by_role("alert")).to_contain_text("In een e-mailadres staat geen spatie")
    wrong["no address"] = complaints(anna)
    ask(anna, people, [police, veilig_thuis])

    links = [link_for(people, one) for one in (police, veilig_thuis)]
    phone = open_browser(**PHONE)
    phone.goto(links[0])
    wrong["welcome"] = complaints(phone)
    answer(phone, links[0], "sterk punt", "Overdag bellen zij binnen een uur terug.")
    wrong["question"] = complaints(phone)
    phone.goto(f"{links[0]}vragen/")
    wrong["overview"] = complaints(phone)
    send_in(phone, links[0])
    wrong["sent"] = complaints(phone)

    plain = open_browser(java_script_enabled=False, **SMALL)
    plain.goto(links[1])
    plain.get_by_role("link", name="Begin met vraag 1").click()
    plain.get_by_label("verbeterpunt", exact=True).check()
    plain.get_by_label("Wat ziet u?").fill("’s Nachts is er niemand.")
    plain.get_by_role("button", name="Bewaar en ga verder").click()
    expect(plain.get_by_text("Vraag 2 van")).to_be_visible()
    send_in(plain, links[1])
    phone.goto(f"{links[0]}anderen/")
    expect(phone.get_by_text("’s Nachts is er niemand.")).to_be_visible()
    wrong["others"] = complaints(phone)

    anna.goto(f"{people.path}partners/")
    expect(anna.get_by_text("2 van de 2 partners verstuurden antwoorden.")).to_be_visible()
    anna.get_by_text("Meer tijd, een ander adres, of intrekken").first.click()
    wrong["partners"] = complaints(anna)
    small = open_browser(people.anna, **SMALL)
    for page in (anna, small):
        page.goto(f"{people.path}partners/verschillen/")
        expect(page.get_by_text("2 stappen uit elkaar")).to_be_visible()
        wrong[f"differences at {page.viewport_size}"] = complaints(page)
    anna.get_by_role("link", name="Agenda om af te drukken").click()
    wrong["agenda"] = complaints(anna)

    judge_as_evaluator(anna, open_browser(people.eva), people)
    anna.goto(f"{people.path}partners/verschillen/vraag/{QUESTION}/")
    for organisation in (police, veilig_thuis):
        anna.get_by_label(organisation.name).check()
    anna.get_by_label("Nieuw punt").fill("De nacht is niet bezet")
    anna.locator("#new-point").get_by_label("verbeterpunt").check()
    anna.get_by_role("button", name="Voeg het punt toe").click()
    expect(anna.locator(".entry")).to_contain_text("Steunt op 2 partners")

    people.write(people.anna, "Binnen een uur volgt een reactie.", QUESTION)
    people.assessment.refresh_from_db()
    lifecycle.submit_for_review(assessment=people.assessment)
    anna.goto(f"{people.path}partners/feiten/")
    wrong["nobody checks"] = complaints(anna)
    anna.get_by_role("link", name="Vraag partners de feiten te controleren").click()
    choose(anna, veilig_thuis)
    anna.get_by_role("button", name="Verstuur de links").click()
    check = link_for(people, veilig_thuis, "controle")
    phone.goto(check)
    for page in (phone, open_browser(**SMALL)):
        page.goto(check)
        wrong[f"check at {page.viewport_size}"] = complaints(page)
        assert width(page) == page.viewport_size["width"]
    phone.goto(check)
    phone.get_by_text("Opmerking bij deze tekst").first.click()
    phone.get_by_label("Uw opmerking").first.fill("De nacht is niet geteld.")
    expect(phone.locator(".saved").first).to_contain_text("Opgeslagen om")
    wrong["check"] = complaints(phone)
    phone.get_by_role("button", name="Ik heb alles bekeken").click()
    expect(phone.get_by_role("status").first).to_contain_text("Dank u wel")

    for page in (small, anna):
        page.goto(f"{people.path}partners/feiten/")
        wrong[f"remarks at {page.viewport_size}"] = complaints(page)
        page.get_by_role("link", name="Eerdere teksten").click()
        expect(page.locator("ins")).to_contain_text("De nacht is niet geteld.")
        wrong[f"earlier remarks at {page.viewport_size}"] = complaints(page)
    anna.goto(f"{people.path}vaststellen/zeker/")
    anna.get_by_label("Waarom stelt u vast").fill("De nacht komt volgend jaar aan bod.")
    wrong["reason"] = complaints(anna)
    anna.get_by_role("button", name="Ja, stel vast").click()
    expect(anna.get_by_label("E-mailadressen")).to_have_value(re.compile(address_of(police)))
    wrong["share"] = complaints(anna)
    anna.get_by_role("button", name="Verstuur de links").click()
    shared = Mail.objects.filter(network=people.noord, kind="shared_report").latest("pk")
    found = re.search(r"/gedeeld/\S+", shared.text)
    assert found
    phone.goto(found[0])
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Zelfevaluatie")
    wrong["shared"] = complaints(phone)
    anna.goto(f"{people.path}rapport/")
    expect(
        anna.get_by_text("De partner die is gevraagd, keek of de feiten kloppen.")
    ).to_be_visible()
    expect(anna.get_by_text("De nacht komt volgend jaar aan bod.")).to_be_visible()
    people.assessment.refresh_from_db()
    pdf = report_pdf(report_of(people.assessment))
    made = subprocess.run(["pdftotext", "-q", "-", "-"], input=pdf, capture_output=True, check=True)
    printed = " ".join(made.stdout.decode().split())
    for text in (
        "Steunt op 2 partners",
        "Netwerk en evaluator",
        "De partner die is gevraagd, keek",
    ):
        assert text in printed
    assert {page: found for page, found in wrong.items() if found} == {}


def test_five_people_with_one_mailbox_lose_nothing(open_browser: Open, people: People) -> None:
    """Two type at once: the second sees both texts, and whose the other is; together they are
    kept."""
    police, veilig_thuis = partners_of(people)
    anna = open_browser(people.anna)
    ask(anna, people, [police, veilig_thuis])
    link = link_for(people, police)
    first, second = open_browser(**PHONE), open_browser(**PHONE)
    address = f"{link}vraag/{QUESTION}/"
    first.goto(address)
    second.goto(address)
    first.get_by_label("Wat ziet u?").fill("Van de eerste.")
    expect(first.locator(".saved")).to_contain_text("Opgeslagen om")
    second.get_by_label("Wat ziet u?").fill("Van de tweede.")
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("iemand anders met deze link")
    expect(conflict).to_contain_text("Van de eerste.")
    second.get_by_role("button", name="Voeg samen").click()
    expect(second.locator(".saved")).to_contain_text("Opgeslagen om")
    text = View.objects.get(source__organisation=police).remark
    assert "Van de eerste." in text
    assert "Van de tweede." in text


def test_a_partner_without_a_connection_loses_nothing(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """What was typed in a tunnel is stored after it, also when the page was left meanwhile."""
    expect_console("ERR_INTERNET_DISCONNECTED")
    partners = partners_of(people)
    ask(open_browser(people.anna), people, partners)
    link = link_for(people, partners[0])
    phone = open_browser(**PHONE)
    phone.goto(f"{link}vraag/{QUESTION}/")
    phone.context.set_offline(True)
    phone.get_by_label("Wat ziet u?").fill("Getypt in een tunnel.")
    expect(phone.locator(".saved")).to_contain_text("Geen verbinding.")
    phone.context.set_offline(False)
    phone.goto(f"{link}vragen/")
    expect(phone.locator("body")).not_to_contain_text("staat nog tekst")
    phone.goto(f"{link}vraag/{QUESTION}/")
    expect(phone.get_by_label("Wat ziet u?")).to_have_value("Getypt in een tunnel.")
    assert TextVersion.objects.filter(text="Getypt in een tunnel.").exists()


def test_a_function_of_one_long_word_fits_on_a_phone(open_browser: Open, people: People) -> None:
    """No page of a partner is wider than the screen."""
    (police, _veilig_thuis) = partners_of(people)
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}partners/vragen/")
    choose(anna, police)
    anna.get_by_label("Functie").first.fill("x" * 200)
    anna.get_by_role("button", name="Verstuur de links").click()
    expect(anna.get_by_role("status")).to_contain_text("krijgt een mail")
    phone = open_browser(**SMALL)
    link = link_for(people, police)
    for page in ("", "vragen/", f"vraag/{QUESTION}/"):
        phone.goto(link + page)
        assert width(phone) == 320


def test_what_was_typed_after_the_date_is_still_shown(
    open_browser: Open, people: People, expect_console: Expect
) -> None:
    """It can't be stored any more; the page that says so has the text, to copy."""
    expect_console(r"status of 403")
    partners = partners_of(people)
    ask(open_browser(people.anna), people, partners)
    link = link_for(people, partners[0])
    phone = open_browser(**PHONE)
    phone.goto(f"{link}vraag/{QUESTION}/")
    bar = phone.get_by_role("progressbar").bounding_box()
    main = phone.get_by_label("Wat ziet u?").bounding_box()
    assert bar
    assert main
    assert bar["width"] == main["width"]
    links = PartnerLink.objects.filter(source__organisation=partners[0])
    links.update(expires_at="2026-01-01T00:00Z")
    phone.get_by_label("Wat ziet u?").fill("Te laat getypt.")
    expect(phone.locator(".saved").first).to_contain_text("Uw tekst staat nog op dit apparaat")
    phone.goto(link)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("U kunt hier nu niet verder")
    expect(phone.get_by_text("Te laat getypt.")).to_be_visible()


def test_a_remark_that_is_typed_while_the_text_changes_is_kept(
    open_browser: Open, people: People
) -> None:
    """The partner's page was open; the coordinator changed the text; the remark is there, with the
    text that it was about."""
    partners = partners_of(people)
    anna = open_browser(people.anna)
    ask(anna, people, partners)
    people.write(people.anna, "Binnen een uur volgt een reactie.", QUESTION)
    people.assessment.refresh_from_db()
    lifecycle.submit_for_review(assessment=people.assessment)
    anna.goto(f"{people.path}partners/feiten/vragen/")
    choose(anna, partners[0])
    anna.get_by_role("button", name="Verstuur de links").click()
    expect(anna.get_by_role("status")).to_contain_text("krijgt een mail")
    phone = open_browser(**PHONE)
    phone.goto(link_for(people, partners[0], "controle"))
    phone.get_by_text("Opmerking bij deze tekst").first.click()
    people.write(people.anna, "Binnen twee uur volgt een reactie.", QUESTION)
    phone.get_by_label("Uw opmerking").first.fill("Dat klopt niet.")
    expect(phone.locator(".saved").first).to_contain_text("Opgeslagen om")
    remark = FactRemark.objects.get(check_link__source__organisation=partners[0])
    assert (remark.remark, remark.is_open) == ("Dat klopt niet.", True)


def test_all_organisations_are_chosen_at_once_and_one_gets_two_functions(
    open_browser: Open, people: People
) -> None:
    """Everybody, nobody, and everybody again; what was typed before a row was added is still
    there."""
    partners = partners_of(people)
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}partners/vragen/")
    boxes = [anna.get_by_label(one.name, exact=True).get_by_role("checkbox") for one in partners]
    anna.get_by_role("button", name="Kies alle organisaties").click()
    for box in boxes:
        expect(box).to_be_checked()
    anna.get_by_role("button", name="Kies geen").click()
    for box in boxes:
        expect(box).not_to_be_checked()
    for one in partners:
        choose(anna, one)
    police = anna.get_by_role("group", name=partners[0].name)
    police.get_by_role("button", name="Nog een functie").click()
    expect(police.get_by_label("Functie")).to_have_count(2)
    expect(police.get_by_label("Functie").first).to_have_value("teamleider")
    police.get_by_label("Functie").last.fill("wijkagent")
    # Enter sends the form; it doesn't add another row.
    police.get_by_label("E-mailadres").last.fill("wijk@voorbeeld.example")
    police.get_by_label("E-mailadres").last.press("Enter")
    expect(anna.get_by_role("status")).to_contain_text("3 partners krijgen een mail")
    assert PartnerLink.objects.filter(source__organisation=partners[0]).count() == 2


def test_a_partner_that_is_asked_more_sends_that_in_too(open_browser: Open, people: People) -> None:
    """It goes on with the new question; Anna sees what is waited for, and then that it came."""
    police, _veilig_thuis = partners_of(people)
    anna = open_browser(people.anna)
    anna.goto(f"{people.path}partners/vragen/?vraag={QUESTION}")
    choose(anna, police)
    anna.get_by_role("button", name="Verstuur de links").click()
    expect(anna.get_by_role("status")).to_contain_text("krijgt een mail")
    link = link_for(people, police)
    phone = open_browser(**PHONE)
    answer(phone, link, "sterk punt", "Dat gaat goed.")
    send_in(phone, link)
    anna.goto(people.theme("samen-op-in-acuut"))
    # Two clicks from the question.
    anna.locator("#i-acuut-signalen").get_by_role("link", name="Vraag een partner").click()
    row = anna.get_by_role("group", name=police.name)
    row.get_by_role("button", name="Vraag deze partner").click()
    expect(anna.get_by_text("1 nieuwe vraag nog niet verstuurd.")).to_be_visible()
    phone.goto(link)
    phone.get_by_role("link", name="Ga verder met vraag 2").click()
    phone.get_by_label("verbeterpunt", exact=True).check()
    expect(phone.locator(".saved")).to_contain_text("Opgeslagen om")
    phone.get_by_role("link", name="Nakijken en versturen").click()
    phone.get_by_role("button", name="Verstuur mijn antwoorden").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Dank u wel")
    anna.goto(f"{people.path}partners/")
    expect(anna.get_by_text("nog niet verstuurd")).to_have_count(0)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Zet in mijn agenda").click()
    assert download.value.suggested_filename.endswith(".ics")
