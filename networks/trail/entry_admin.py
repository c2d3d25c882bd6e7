"""The trail in the admin: to search in, never to change."""

from ipaddress import ip_address
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loket_eval.admin import ReadOnly
from loket_eval.letters import normal_form
from networks.models import Network, TrailEntry, User

from .named_entries import in_words, numbered

# People or networks that a search may mean.
_MOST = 100


class TrailEntryAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Who did what, when, on what and from where."""

    list_display = ["at", "what", "result", "by_whom", "about", "of_network", "said", "address"]
    list_display_links = ["at"]
    list_filter = ["what", "who", "result", "at"]
    search_fields = ["account_pk"]
    search_help_text = _(
        "Zoek op naam of e-mailadres van een account, op netwerk, op IP-adres of op nummer."
    )
    ordering = ["-pk"]
    list_per_page = 50
    # No second count of a table that only grows.
    show_full_result_count = False
    fields = [
        "at", "what", "result", "said", "who", "by_whom", "about", "of_network", "address",
        "kept_until",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrailEntry]:
        """Return the entries with the names of account and network, in the same query."""
        accounts = User.objects.filter(pk=OuterRef("account_pk"))
        networks = Network.objects.filter(pk=OuterRef("network_pk"))
        entries: QuerySet[TrailEntry] = super().get_queryset(request)
        return entries.annotate(
            account_email=Subquery(accounts.values("email")[:1]),
            network_name=Subquery(networks.values("name")[:1]),
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look up people and networks first: entries have their numbers alone."""
        term = search_term.strip()
        if not term:
            return queryset, False
        people = User.objects.filter(Q(email__icontains=term) | Q(name__icontains=term))
        networks = Network.objects.filter(plain_name__contains=normal_form(term))
        meant = Q(account_pk__in=list(people.values_list("pk", flat=True)[:_MOST]))
        meant |= Q(network_pk__in=list(networks.values_list("pk", flat=True)[:_MOST]))
        if address := _as_address(term):
            meant |= Q(address=address)
        if term.isascii() and term.isdecimal() and len(term) < 19:
            number = int(term)
            meant |= Q(account_pk=number) | Q(subject_pk=number)
        return queryset.filter(meant), False

    @admin.display(description=_("door wie"), ordering="account_pk")
    def by_whom(self, entry: Any) -> str:
        kind = str(entry.get_who_display())
        if entry.account_pk is None:
            return numbered(entry.means_label, entry.means_pk) if entry.means_pk else kind
        return f"{entry.account_email or '–'} ({entry.account_pk})"

    @admin.display(description=_("waarover"), ordering="subject_pk")
    def about(self, entry: TrailEntry) -> str:
        return numbered(entry.subject_label, entry.subject_pk) if entry.subject_pk else "–"

    @admin.display(description=_("netwerk"), ordering="network_pk")
    def of_network(self, entry: Any) -> str:
        if entry.network_pk is None:
            return "–"
        return str(entry.network_name or entry.network_pk)

    @admin.display(description=_("nader"))
    def said(self, entry: TrailEntry) -> str:
        return in_words(entry.detail)


def _as_address(term: str) -> str:
    try:
        return str(ip_address(term))
    except ValueError:
        return ""
