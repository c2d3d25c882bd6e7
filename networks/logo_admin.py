"""The logo of a network, on the page of that network in the admin."""

import base64
from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .logos import read_logo
from .models import Logo


class LogoForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file that becomes the logo; without one the logo stays as it is."""

    upload = forms.FileField(
        label=_("bestand"),
        required=False,
        help_text=_(
            "PNG of JPEG, hoogstens 2 MB. Het logo komt op de voorkant van nieuwe rapporten van "
            "dit netwerk. Wat al is vastgesteld, verandert niet."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )

    class Meta:
        model = Logo
        fields: tuple[str, ...] = ()

    def clean_upload(self) -> bytes | None:
        file: UploadedFile[Any] | None = self.cleaned_data["upload"]
        return read_logo(file) if file else None

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors and not self.instance.pk and not self.cleaned_data.get("upload"):
            self.add_error("upload", _("Kies een bestand."))
        return cleaned

    def save(self, commit: bool = True) -> Logo:
        if picture := self.cleaned_data["upload"]:
            self.instance.picture = picture
        logo: Logo = super().save(commit)
        return logo


class LogoOfNetwork(admin.StackedInline):  # type: ignore[type-arg]
    model = Logo
    form = LogoForm
    fields = ["shown", "upload"]
    readonly_fields = ["shown"]
    extra = 1
    max_num = 1

    @admin.display(description=_("nu"))
    def shown(self, logo: Logo) -> SafeString | str:
        if not logo.picture:
            return "–"
        picture = base64.b64encode(logo.picture).decode()
        return format_html(
            '<img src="data:image/png;base64,{}" alt="{}" height="60">', picture, _("Het logo")
        )
