"""Writes the page about settings: `python -m loket_eval.settings.page > PAGE`."""

import sys
from typing import Any

from pydantic_core import PydanticUndefined

from .production import ProductionVariables
from .sso_variables import SsoVariables
from .variables import Variables

_INTRODUCTION = """\
# Instellingen

Voor wie een server beheert. Het portaal leest deze variabelen één keer, als het start. Klopt er
iets niet, dan noemt het alles tegelijk en start het niet. Een lege waarde telt als geen waarde; een
naam met `LOKET_` die hier niet staat, wordt geweigerd. Bij ja of nee mag `1`, `true`, `yes` of `on`
voor ja, en `0`, `false`, `no` of `off` voor nee. Deze bladzijde wordt gemaakt met
`python -m loket_eval.settings.page`.

| variabele | betekenis | zonder |
|---|---|---|
"""


def page() -> str:
    """Return the page in Markdown: a row for every variable, in the order of the table.

    Logging in at a provider comes last: few portals have it.
    """
    fields = sorted(
        Variables.model_fields.items(), key=lambda item: item[0] in SsoVariables.model_fields
    )
    rows = [_row(name, field) for name, field in fields]
    return _INTRODUCTION + "".join(rows)


def _row(name: str, field: Any) -> str:
    if ProductionVariables.model_fields[name].default is PydanticUndefined:
        default = "nodig in productie"
    else:
        default = _shown(field.default)
    return f"| `{field.alias}` | {field.description} | {default} |\n"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "1" if default else "0"
    return str(default or "")


if __name__ == "__main__":
    sys.stdout.write(page())
