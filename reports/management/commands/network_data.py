"""manage.py network_data: everything of one network in a zip."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from loket_eval.whole_file import whole_file
from networks.models import Network
from reports.exports.network_archive import write_bundle
from reports.exports.network_data import read_network


class Command(BaseCommand):
    help = (
        "Schrijft alles van één netwerk naar een zip: "
        "de evaluaties, de rapporten en de gebruikte vragen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="het netwerk, zoals het in adressen heet")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="BESTAND")

    def handle(self, *, slug: str, output: Path, **options: Any) -> None:
        network = Network.objects.filter(slug=slug).first()
        if network is None:
            raise CommandError(
                _("Er is geen netwerk dat in adressen {slug} heet.").format(slug=slug)
            )
        data = read_network(network)
        # Somebody who looks at the file meanwhile finds the old one, or the whole new one.
        with whole_file(output) as file:
            write_bundle(data, file, lambda _step, _share: None)
