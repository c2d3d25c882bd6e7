"""Sources in the browser: added, typed in while somebody talks, and judged by an evaluator."""

from playwright.sync_api import expect

from assessments.models import Source, View

from .conftest import Open
from .people import People
from .typing import KEY, SAVED, field, reply, until


def test_a_talk_is_added_and_typed_in(open_browser: Open, people: People) -> None:
    """Anna adds a talk and types what is said; it is stored without a button, also when she leaves
    at once."""
    page = open_browser(people.anna)
    page.goto(f"{people.path}bronnen/")
    page.get_by_text("Gesprek toevoegen").click()
    page.get_by_label("Functie").fill("wijkagent")
    page.locator("#conversation ~ details button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("wijkagent")
    field(page, name="remark").fill("Vaak te laat.")
    field(page, name="remark").blur()
    expect(reply(page)).to_contain_text(SAVED)
    page.locator(f"#i-{KEY}").get_by_text("verbeterpunt", exact=True).click()
    page.goto(f"{people.path}bronnen/")
    expect(page.get_by_text("Inbreng bij 1 vraag")).to_be_visible()
    said = View.objects.filter(source__assessment=people.assessment)
    until(page, lambda: said.get().judgement == "improvement")
    assert said.get().remark == "Vaak te laat."


def test_an_evaluator_judges_before_seeing_the_networks_answer(
    open_browser: Open, people: People
) -> None:
    """Anna lets Eva judge; Eva is led to her own page until she is done, and then sees both."""
    people.write(people.anna, "Iedereen komt op tijd.", judgement="strength")
    anna, eva = open_browser(people.anna), open_browser(people.eva)
    anna.goto(f"{people.path}bronnen/")
    anna.get_by_text("Laat een evaluator meekijken").click()
    anna.get_by_role("button", name="Laat meekijken").click()
    expect(anna.get_by_text("Nog niet klaar met het eigen oordeel.")).to_be_visible()
    eva.goto(people.theme())
    expect(eva.get_by_role("heading", level=1)).to_have_text("Uw eigen oordeel")
    expect(eva.get_by_text("Iedereen komt op tijd.")).to_have_count(0)
    field(eva, name="remark").fill("De helft komt later.")
    field(eva, name="remark").blur()
    expect(reply(eva)).to_contain_text(SAVED)
    eva.get_by_role("button", name="Klaar met eigen oordeel").click()
    expect(eva.get_by_text("Iedereen komt op tijd.")).to_be_visible()
    expect(eva.get_by_text("De helft komt later.")).to_be_visible()
    assert Source.objects.get(assessment=people.assessment).sent_in_at is not None
