"""What is said of a variable that is missing, unknown or not what it may be."""

import difflib
from collections.abc import Mapping
from typing import Any

_SENTENCES = {
    "missing": "is nodig in productie",
    "bool_parsing": "is 1 (ja) of 0 (nee)",
    "int_parsing": "is een geheel getal",
    "literal_error": "is {expected}",
    "string_too_short": "is te kort: neem ten minste {min_length} tekens",
    "greater_than_equal": "is ten minste {ge}",
    "less_than_equal": "is hoogstens {le}",
}


def in_dutch(problem: Any, known: Mapping[str, str]) -> str:
    """Return one line about one problem, with the name of the variable but never its value.

    `known` has the names of all variables by field, for a name that is one letter wrong.
    """
    name = str(problem["loc"][0])
    # What is missing beside another variable is named by its field.
    name = known.get(name, name)
    if problem["type"] == "extra_forbidden":
        meant = difflib.get_close_matches(name, known.values(), n=1)
        return f"  {name} bestaat niet" + (f"; bedoelt u {meant[0]}?" if meant else "")
    context = problem.get("ctx", {})
    if problem["type"] == "value_error":
        return f"  {name} {context['error']}"
    if problem["type"] == "literal_error":
        context = {"expected": context["expected"].replace(" or ", " of ")}
    return f"  {name} {_SENTENCES.get(problem['type'], 'klopt niet').format(**context)}"
