"""E-mail addresses of partners are forgotten when nobody needs them any more."""

from datetime import datetime, timedelta

from django.db.models import Q

from .models import KINDS

# After confirming, the report is shared with the partners. _kept.html and the guide say 90, too.
KEPT_AFTER_CONFIRMING = timedelta(days=90)
# Of an assessment that is never confirmed: nobody answers any more.
KEPT_AFTER_THE_DATE = timedelta(days=365)


def forget_addresses(now: datetime) -> int:
    """Empty the addresses that aren't needed any more; return how many. What was said stays."""
    old = Q(source__assessment__confirmed_at__lt=now - KEPT_AFTER_CONFIRMING) | Q(
        expires_at__lt=now - KEPT_AFTER_THE_DATE
    )
    return sum(
        kind._default_manager.filter(old).exclude(email="").update(email="") for kind in KINDS
    )
