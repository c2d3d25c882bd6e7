"""In the admin: the networks that an indicator set is meant for."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from indicators.models import IndicatorSet
from networks.trail.admin_changes import Trailed

from .models import Audience


class AudienceForm(forms.ModelForm):  # type: ignore[type-arg]
    """An existing set is chosen: an audience with a mistyped name would keep nobody out."""

    slug = forms.ChoiceField(
        label=gettext_lazy("Indicatorenset"),
        help_text=gettext_lazy(
            "Geldt voor alle versies van deze set. Een set die hier niet staat, is voor alle "
            "netwerken."
        ),
    )

    class Meta:
        model = Audience
        fields = ["slug", "networks"]
        help_texts = {
            "networks": gettext_lazy(
                "Alleen deze netwerken kunnen met de set beginnen. Wat al loopt of is vastgesteld, "
                "verandert niet."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Ordered by date, so that the latest title names all versions of a set.
        titles = dict(
            IndicatorSet.objects.order_by("published_at", "pk").values_list("slug", "title")
        )
        if self.instance.slug:
            # The set of an audience may have been deleted since; it stays the choice.
            titles.setdefault(self.instance.slug, self.instance.slug)
        slug = self.fields["slug"]
        if isinstance(slug, forms.ChoiceField):
            slug.choices = [
                (key, f"{titles[key]} ({key})")
                for key in sorted(titles, key=lambda key: titles[key])
            ]


@admin.register(Audience)
class AudienceAdmin(Trailed):
    form = AudienceForm
    list_display = ["slug", "for_networks"]
    search_fields = ["slug", "networks__name"]
    autocomplete_fields = ["networks"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Audience]:
        return super().get_queryset(request).prefetch_related("networks")

    @admin.display(description=gettext_lazy("alleen voor deze netwerken"))
    def for_networks(self, audience: Audience) -> str:
        return ", ".join(network.name for network in audience.networks.all())
