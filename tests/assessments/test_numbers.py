"""Numbers as they are typed and printed."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from assessments.form_fields import DutchDecimalField, number_text
from assessments.templatetags.loket import dutch_number

FIELD = DutchDecimalField()
STORED = st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2)


def readings(typed: str) -> set[Decimal]:
    """Return every number of at most two decimals that these signs can stand for."""
    found = set()
    for group, point in (("", ","), ("", "."), (".", ","), (" ", ",")):
        whole, _sign, decimals = typed.partition(point)
        groups = whole.split(group) if group else [whole]
        digits = "".join(groups) + decimals
        if not digits.isdecimal() or len(decimals) > 2:
            continue
        if len(groups) > 1 and (
            groups[0].startswith("0")
            or not 1 <= len(groups[0]) <= 3
            or any(len(part) != 3 for part in groups[1:])
        ):
            continue
        found.add(Decimal(f"{''.join(groups) or 0}.{decimals or 0}"))
    return found


@given(STORED)
def test_a_printed_number_reads_back_as_itself(number: Decimal) -> None:
    """Whatever the portal prints, in a field, on a page or in a file, can be typed again."""
    assert FIELD.clean(number_text(number)) == number
    assert FIELD.clean(dutch_number(number)) == number


@given(
    st.text("0123456789., ", max_size=9)
    | st.from_regex(r"[0-9]{1,3}([. ,][0-9]{1,3}){0,2}", fullmatch=True)
)
def test_what_is_accepted_has_one_reading(typed: str) -> None:
    """A number is stored when it can be read in one way only, and then as that."""
    typed = typed.strip()
    if not typed:
        assert FIELD.clean(typed) is None
        return
    found = readings(typed)
    assert len(found) <= 1
    try:
        number = FIELD.clean(typed)
    except ValidationError:
        assert not found or max(found) > Decimal("9999999999.99")
    else:
        assert {number} == found


@given(st.text("0123456789eE_+-.,nNaAiIfFxX ", max_size=6).filter(lambda text: not text.isspace()))
def test_notations_of_programs_are_no_numbers(typed: str) -> None:
    """What only a program reads as a number (1e3, 1_000, NaN) is refused."""
    if set(typed) & set("eE_+nNaAiIfFxX"):
        try:
            FIELD.clean(typed)
        except ValidationError:
            return
        raise AssertionError(typed)
