"""What the model of forms for something new is tried with."""

from collections.abc import Callable

from tests.cast import Cast, make_assessment

from .adding_model import KINDS, AddingModel, Page
from .set_versions import make_version

Scenario = Callable[[AddingModel], int]


def adding_model_of(cast: Cast, kind: str) -> AddingModel:
    assessment = make_assessment(cast.noord, make_version("1"))
    users = {"anna": cast.anna, "bram": cast.bram}
    return AddingModel(assessment, users, KINDS[kind])


def typed_on(model: AddingModel) -> int:
    """One page adds, types the next text before the reply or after it was lost, and is opened anew."""
    return model.explore(model.start(Page("P", "anna", "anna", ("een", "twee", "drie"))))


def two_people(model: AddingModel) -> int:
    """Two people add at the same time, one of them without scripts."""
    return model.explore(
        model.start(
            Page("P", "anna", "anna", ("een", "twee")),
            Page("Q", "bram", "bram", ("drie",), has_scripts=False),
        )
    )


def without_scripts(model: AddingModel) -> int:
    """A form is sent, and sent again with another text, by a page that hears nothing."""
    page = Page("P", "anna", "anna", ("een", "twee", "drie"), has_scripts=False)
    return model.explore(model.start(page))


def meddled(model: AddingModel) -> int:
    """What was added is changed or deleted while the form that added it is still on its way again."""
    model.meddles = True
    return model.explore(model.start(Page("P", "anna", "anna", ("een", "twee"))))


def other_person(model: AddingModel) -> int:
    """Somebody else logs in in the browser in which a form is open."""
    model.other_logs_in = True
    return model.explore(model.start(Page("P", "anna", "anna", ("een", "twee"))))


SCENARIOS: dict[str, Scenario] = {
    "typed on": typed_on,
    "two people": two_people,
    "without scripts": without_scripts,
    "meddled": meddled,
    "other person": other_person,
}
