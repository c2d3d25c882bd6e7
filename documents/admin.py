"""Documents in the admin: which are being made, and what went wrong with those that failed."""

from datetime import datetime

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult

from loket_eval.admin import ReadOnly

from .models import Document
from .recipes import name_of

# Tasks have English tracebacks; the document says in Dutch what went wrong.
admin.site.unregister(DBTaskResult)


@admin.register(Document)
class DocumentAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Read-only: people stop and restart documents on the portal's own pages."""

    list_display = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    fields = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    readonly_fields = ["name", "kind_in_words", "state_in_words", "asked", "by", "trouble"]
    list_select_related = ["requested_by"]
    search_fields = ["file_name"]

    @admin.display(description=gettext_lazy("bestand"), ordering="file_name")
    def name(self, document: Document) -> str:
        return document.file_name

    @admin.display(description=gettext_lazy("soort"), ordering="kind")
    def kind_in_words(self, document: Document) -> str:
        return name_of(document)

    @admin.display(description=gettext_lazy("stand"), ordering="state")
    def state_in_words(self, document: Document) -> str:
        return document.get_state_display()

    @admin.display(description=gettext_lazy("gevraagd op"), ordering="requested_at")
    def asked(self, document: Document) -> datetime:
        return document.requested_at

    @admin.display(description=gettext_lazy("gevraagd door"), ordering="requested_by")
    def by(self, document: Document) -> str:
        return str(document.requested_by or _("niemand: bij het vaststellen"))

    @admin.display(description=gettext_lazy("wat er misging"))
    def trouble(self, document: Document) -> str:
        return document.error
