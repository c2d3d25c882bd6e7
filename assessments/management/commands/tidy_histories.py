"""Forget what the histories of texts may forget. Made for every night."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.models import TextVersionEntry
from assessments.saving.history import squash


class Command(BaseCommand):
    help = (
        "Vat eerdere teksten samen: van wat iemand in een kwartier typte, blijft de laatste tekst. "
        "Voor elke nacht."
    )

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        # Those of overarching reports too, of which this package knows nothing.
        histories = [model for model in apps.get_models() if issubclass(model, TextVersionEntry)]
        gone = sum(squash(model, now) for model in histories)
        self.stdout.write(f"{gone} tussenversies weggehaald.")
