"""Choosing how an evaluation is carried out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.kinds import KINDS


class KindSelect(forms.RadioSelect):
    """The kinds; each tells the page which word a proposed title begins with (static/starting)."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-word"] = KINDS[value].title
        return option


class EvaluationKindField(forms.ChoiceField):
    """A kind of evaluation. Nothing sent, as by a page of before it was asked, is no change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Soort evaluatie"),
            help_text=_("Wie beantwoordt de vragen en oordeelt? Dit staat ook in het rapport."),
            required=False,
            widget=KindSelect,
            choices=_described,
            **kwargs,
        )


def _described() -> list[tuple[str, str]]:
    return [(code, f"{kind.title}. {kind.hint}") for code, kind in KINDS.items()]
