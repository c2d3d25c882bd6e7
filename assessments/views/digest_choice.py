"""One's own choice: a daily mail about new talk, or none."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from assessments.saving.typed_form import refuse_unknown_fields
from assessments.threads.digests import choose_digest, wants_digest
from networks.signed_in import SignedInRequest


class DigestForm(forms.Form):
    wanted = forms.BooleanField(
        label=gettext_lazy("Stuur mij elke dag een e-mail als er nieuw overleg is"), required=False
    )


@require_http_methods(["GET", "HEAD", "POST"])
def digest_choice(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        form = DigestForm(request.POST)
        refuse_unknown_fields(request.POST, [form])
        choose_digest(user=request.user, wanted=form.is_valid() and form.cleaned_data["wanted"])
        messages.success(request, _("Uw keuze is opgeslagen."))
        return redirect("digest_choice")
    form = DigestForm(initial={"wanted": wants_digest(request.user)})
    return render(request, "assessments/digest_choice.html", {"form": form})
