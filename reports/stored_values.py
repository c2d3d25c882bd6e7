"""What all values that a report stores have in common."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, ConfigDict

from loket_eval.prose import clean_text

# A field that this version doesn't know is refused: read as if it weren't there, a report would
# silently lose content.
STRICT = ConfigDict(extra="forbid")

# Whatever came in past the forms, no report holds a character that PDF or XML can't.
Text = Annotated[str, AfterValidator(clean_text)]


def _without_idle_zeros(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


# The database keeps two decimals of every number: 500 comes back as 500.00.
Number = Annotated[Decimal, AfterValidator(_without_idle_zeros)]
