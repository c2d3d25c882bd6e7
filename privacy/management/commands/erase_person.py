"""manage.py erase_person: one person taken out, at their own request."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from networks.models import User
from privacy.erasing import (
    NAME,
    Because,
    erase_account,
    erase_address,
    is_known,
    refuse_who_is_needed,
)
from privacy.personal_rows import personal_rows


class Command(BaseCommand):
    help = (
        "Haalt naam en e-mailadres van één persoon weg. "
        "Vastgestelde rapporten blijven zoals zij zijn."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="het e-mailadres van deze persoon")
        parser.add_argument(
            "--dry-run", action="store_true", help="laat alleen zien wat er zou gebeuren"
        )

    def handle(self, *, email: str, dry_run: bool, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None and not is_known(email):
            raise CommandError(_("Van {email} is niets bewaard.").format(email=email))
        if user is not None:
            try:
                refuse_who_is_needed(user)
            except ValidationError as error:
                raise CommandError(error.messages[0]) from error
        if dry_run:
            self.stdout.write(_("Proef: er verandert niets."))
        for line in _what_happens(email):
            self.stdout.write(line)
        if dry_run:
            return
        if user is None:
            erase_address(email)
        else:
            erase_account(user, Because.ASKED)


def _what_happens(email: str) -> list[str]:
    """Return what goes and what stays, a line each."""
    rows = personal_rows(email)
    account = rows["account"]
    gone = {
        _("rollen"): len(account["roles"]) if account else 0,
        _("sessies"): len(account["sessions"]) if account else 0,
        _("API-sleutels"): len(account["keys"]) if account else 0,
        _("uitnodigingen"): len(rows["invitations"]),
        _("adressen bij links"): len(rows["links"]) + len(rows["shared_reports"]),
        _("e-mails"): len(rows["mails"]),
    }
    lines = [_("Naam en e-mailadres van het account worden vervangen.")] if account else []
    lines += [f"{count:>7}  {what} {_('weg')}" for what, count in gone.items()]
    if account:
        lines.append(
            _("Wat deze persoon schreef of deed, blijft staan onder “{name}”.").format(name=NAME)
        )
    return lines
