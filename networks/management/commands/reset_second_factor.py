"""Take away a second factor on the server: for when no admin can log in any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from networks.models import User
from networks.own_account import second_factor


class Command(BaseCommand):
    help = (
        "Haalt de tweede stap van één account weg, als geen beheerder meer kan inloggen. Die "
        "persoon krijgt een e-mail met de reden, en stelt bij het inloggen een nieuwe in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="het e-mailadres van het account")
        parser.add_argument("reden", help="waarom; dit komt in de e-mail en in de geschiedenis")

    def handle(self, *, email: str, reden: str, **options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Er is geen account met het adres {email}.")
        if not second_factor.is_set_up(user):
            raise CommandError(f"{email} heeft geen tweede stap.")
        second_factor.reset(user=user, by=user, reason=f"Op de server. {reden}")
        self.stdout.write(f"De tweede stap van {email} is weggehaald.")
