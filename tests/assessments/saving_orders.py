"""What the model of saving is tried with: who types where, and what may go wrong."""

from collections.abc import Callable

from assessments.models import Answer, Finding
from indicators.models import Indicator
from tests.cast import Cast, make_assessment

from .saving_model import Model
from .set_versions import make_version

Scenario = Callable[[Model], int]


def model_of(cast: Cast) -> Model:
    """Return a model of one question with its point, which only the first of two versions asks."""
    first, second = make_version("1"), make_version("2")
    assessment = make_assessment(cast.noord, first)
    indicator = Indicator.objects.get(group__theme__indicator_set=first, key="gone")
    answer = Answer.objects.create(assessment=assessment, indicator=indicator, judgement="strength")
    Finding.objects.create(
        assessment=assessment,
        answer=answer,
        kind="strength",
        headline="x",
        explanation="Een toelichting.",
        theme=indicator.group.theme,
    )
    users = {"anna": cast.anna, "bram": cast.bram}
    return Model(assessment, users, versions=(first.pk, second.pk))


def one_page(model: Model) -> int:
    """One page types twice, and types back what stood there; everything is repeated and reordered."""
    model.repeats = True
    return model.explore(model.start(("P", "anna", "question", ("a", "x"))))


def two_people(model: Model) -> int:
    """Two people type the same kernpunt on the theme page."""
    return model.explore(
        model.start(("P", "anna", "question", ("a", "b")), ("Q", "bram", "question", ("c", "x")))
    )


def two_forms(model: Model) -> int:
    """One types the kernpunt, the other the headline of its point: two forms, one text."""
    model.repeats = True
    return model.explore(
        model.start(("P", "anna", "question", ("a",)), ("Q", "bram", "point", ("c", "x")))
    )


def three_pages(model: Model) -> int:
    """Two windows of one person and the page of another."""
    return model.explore(
        model.start(
            ("P", "anna", "question", ("a",)),
            ("R", "anna", "point", ("b",)),
            ("Q", "bram", "question", ("c",)),
        )
    )


def deleted(model: Model) -> int:
    """The point is deleted and put back while somebody types, twice."""
    model.deletes, model.repeats = 2, True
    return model.explore(model.start(("P", "anna", "question", ("a", "b"))))


def moved_and_reviewed(model: Model) -> int:
    """The version changes and changes back, and the assessment is put up for review."""
    model.moves, model.reviews = True, True
    return model.explore(
        model.start(("P", "anna", "question", ("a", "b")), ("Q", "bram", "question", ("c",)))
    )


def reloaded(model: Model) -> int:
    """Pages are opened anew under their own name, and type on."""
    model.reloads = True
    return model.explore(
        model.start(("P", "anna", "question", ("a",)), ("Q", "bram", "point", ("c", "x")))
    )


def without_scripts(model: Model) -> int:
    """One saves by a form, another by scripts; the form is sent twice, late, and after going back."""
    model.repeats = True
    return model.explore(
        model.start(("P", "anna", "form", ("a", "b")), ("Q", "bram", "question", ("c", "x")))
    )


def two_forms_without_scripts(model: Model) -> int:
    """Two people save by forms."""
    return model.explore(
        model.start(("P", "anna", "form", ("a", "x")), ("Q", "bram", "form", ("c", "d")))
    )


def confirmed(model: Model) -> int:
    """The assessment is confirmed and reopened while two people type, one of them without scripts."""
    model.confirms = True
    return model.explore(
        model.start(("P", "anna", "question", ("a", "b")), ("Q", "bram", "form", ("c",)))
    )


def fields_together(model: Model) -> int:
    """Each request also holds another field, that was typed over what is stored or over something
    else."""
    model.together, model.repeats = True, True
    return model.explore(
        model.start(("P", "anna", "question", ("a",)), ("Q", "bram", "point", ("c", "x")))
    )


SCENARIOS: dict[str, Scenario] = {
    "one page": one_page,
    "two people": two_people,
    "two forms": two_forms,
    "three pages": three_pages,
    "deleted": deleted,
    "moved and reviewed": moved_and_reviewed,
    "reloaded": reloaded,
    "without scripts": without_scripts,
    "two forms without scripts": two_forms_without_scripts,
    "confirmed": confirmed,
    "fields together": fields_together,
}
