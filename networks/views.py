"""A user's own API keys."""

from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from loket_eval.prose import clean_text
from loket_eval.saved_reply import saved_reply

from .models import ApiToken
from .once_only import ShownOnce, counts_once, is_used
from .own_account.changes import tell
from .signed_in import SignedInRequest
from .tokens import make_token, revoke


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Waarvoor is de sleutel?"),
        max_length=100,
        help_text=gettext_lazy("Bijvoorbeeld de naam van het onderzoek of het programma."),
        error_messages={"required": gettext_lazy("Schrijf op waarvoor de sleutel is.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang is de sleutel geldig?"),
        coerce=int,
        choices=[
            (30, gettext_lazy("30 dagen")),
            (90, gettext_lazy("90 dagen")),
            (365, gettext_lazy("een jaar")),
        ],
        initial=90,
        widget=forms.RadioSelect,
    )

    def clean_name(self) -> str:
        # One line, also when text with line breaks was pasted.
        name = " ".join(clean_text(self.cleaned_data["name"]).split())
        if not name:
            raise ValidationError(_("Schrijf op waarvoor de sleutel is."))
        return name


def _makes_one(request: HttpRequest) -> bool:
    return request.method == "POST"


# Who sits down at somebody's open computer can't make a key that lasts for a year.
@reauthentication_required(enabled=_makes_one)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def tokens_page(request: SignedInRequest) -> HttpResponse:
    """List one's own keys; a POST makes a new one and shows it, only this once."""
    form = TokenForm(request.POST if request.method == "POST" else None, initial={"days": 90})
    context: dict[str, Any] = {"form": form, "now": timezone.now()}
    if form.is_valid():
        valid_for = timedelta(days=form.cleaned_data["days"])
        try:
            token, secret = make_token(
                user=request.user, name=form.cleaned_data["name"], valid_for=valid_for
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            tell(request.user, "key_made", request=request, detail=_("Naam: %s.") % token.name)
            # Not a redirect: the secret exists in this response alone.
            page = render_to_string(
                "networks/token_made.html", {"token": token, "secret": secret}, request
            )
            again = _(
                "De sleutel “%s” is al gemaakt en één keer getoond. Hij is niet nog een "
                "keer te zien. Hebt u hem "
                "niet gekopieerd, trek hem dan in en maak een nieuwe."
            )
            repeat_to = reverse("api_tokens")
            return ShownOnce(page.encode(), repeat_to=repeat_to, repeat_message=again % token.name)
    # Revoked and expired keys are listed as well, so there may be many.
    context["tokens"] = ApiToken.objects.filter(user=request.user)[:100]
    return render(request, "networks/tokens.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@counts_once
def revoke_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask whether one's own key may be revoked; a POST revokes it."""
    # Somebody else's key is not found, like one that doesn't exist.
    token = get_object_or_404(ApiToken, pk=pk, user=request.user)
    if request.method == "POST":
        revoke(token)
        messages.success(request, _("De sleutel “%s” is ingetrokken.") % token.name)
        return redirect("api_tokens")
    return render(request, "networks/revoke_token.html", {"token": token})


@require_safe
def once_used(request: SignedInRequest, token: str) -> HttpResponse:
    """Tell a page whether a form that it sent has counted: only then it throws away what was typed
    in it.
    """
    return saved_reply({"token": token, "used": is_used(token, request)})
