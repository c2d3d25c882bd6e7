"""Fields are written without Django's templates of inputs, and come out the same."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting

from assessments.templatetags.fields import with_label
from loket_eval.plain_inputs import Renderer

TEXT = "<b>Tien</b> & \"twaalf\"\n'en' meer"
WIDGETS = [
    forms.TextInput(attrs={"class": "number", "dir": "auto"}),
    forms.TextInput(attrs={"autofocus": True, "disabled": False, "data-x": TEXT}),
    forms.HiddenInput(),
    forms.EmailInput(attrs={"required": True}),
    forms.DateInput(attrs={"type": "date"}),
    forms.NumberInput(attrs={"min": 0}),
    forms.Textarea(attrs={"rows": 5, "class": "long"}),
]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", [None, "", "0", 0, 12, TEXT, "\nna een lege regel"])
def test_an_input_is_the_same_as_from_its_template(widget: forms.Widget, value: object) -> None:
    """Sign by sign, whatever was typed."""
    ours, django = (
        widget.render("naam", value, {"id": "id_naam"}, renderer=renderer)
        for renderer in (Renderer(), TemplatesSetting())
    )
    assert ours == django


class Asked(forms.Form):
    """A field of each kind, with words that must be escaped."""

    words = forms.CharField(label=TEXT, help_text=TEXT, required=True)
    one = forms.ChoiceField(label=TEXT, choices=[("a&b", TEXT)], widget=forms.RadioSelect)
    more = forms.MultipleChoiceField(
        label="Meer", choices=[("1", "Een"), ("2", TEXT)], widget=forms.CheckboxSelectMultiple
    )
    tick = forms.BooleanField(label=TEXT, help_text=TEXT)
    judgement = forms.ChoiceField(choices=[("strength", TEXT)], widget=forms.RadioSelect)


def test_each_field_has_its_label_its_hint_and_its_messages() -> None:
    """All of it escaped, with the message of the field that it stands at."""
    form = Asked({"words": "", "more": ["2"], "judgement": "raar"})
    html = {field.name: with_label(field) for field in form}
    assert "<b>" not in "".join(html.values())
    for name in ("words", "one", "tick", "judgement"):
        assert f'id="id_{name}_error"' in html[name]
        assert form.errors[name][0] in html[name]
    assert "error" not in html["more"]
    assert 'value="2" id="id_more_1" checked>' in html["more"]
    assert 'id="id_words_helptext"' in html["words"]
    assert '<label for="id_words">' in html["words"]
    assert html["one"].startswith('<fieldset aria-describedby="id_one_error" class="field">')
    assert '<use href="#mark-strength"/>' in html["judgement"]
