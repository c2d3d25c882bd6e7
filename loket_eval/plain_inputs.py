"""Inputs and text areas written without a template: a page of questions has dozens of them.

Django's templates of these ask ten nodes for one tag. What is written here is the same, sign by
sign (tests/test_fields.py); every other widget still has its template.
"""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_INPUTS = {f"django/forms/widgets/{kind}.html" for kind in ("hidden", "text", "email", "date")}
_TEXT_AREA = "django/forms/widgets/textarea.html"


class Renderer(TemplatesSetting):
    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _TEXT_AREA:
            return _text_area(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - a template's


def attributes(attrs: dict[str, Any]) -> str:
    """Return attributes as they stand in a tag, with a space before each, in the order given."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(value)}"'
    return mark_safe(  # noqa: S308 - escaped
        f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"{shown}'
        f"{attributes(widget['attrs'])}>"
    )


def _text_area(widget: dict[str, Any]) -> SafeString:
    # A browser drops the first line end, so that a text may begin with one.
    return mark_safe(  # noqa: S308 - escaped
        f'<textarea name="{conditional_escape(widget["name"])}"{attributes(widget["attrs"])}>\n'
        f"{conditional_escape(widget['value'] or '')}</textarea>"
    )
