"""The mail with a link to choose a new password, made by the worker.

The request itself does the same for every address, so neither its answer nor its time tells whether
an address has an account.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from .mail import queue_mail
from .models import User


@task(priority=20)
def mail_new_password(email: str, portal: str) -> None:
    """Mail a link to whoever has an account with this address now; `portal` is "https://…"."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        return
    path = reverse(
        "account_reset_password_from_key",
        args=[user_pk_to_url_str(user), default_token_generator.make_token(user)],
    )
    queue_mail(
        to=user.email,
        subject=_("Nieuw wachtwoord voor Loket Evaluatie"),
        template="new_password",
        context={"name": user.name, "link": portal.rstrip("/") + path},
    )
