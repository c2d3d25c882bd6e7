"""Mail: queued in a request, sent by the worker, read in the outbox.

This package knows no subject. Whoever has something to tell calls one verb:

    queue_mail(
        to=address,
        subject=_("Uitnodiging voor Loket Evaluatie"),
        template="invitation",  # templates/mail/invitation.txt and .html
        context={...},  # plain values, the same for both
        network=network,  # whose coordinators see it in their outbox; None: admins only
        about=invitation,  # the row it is about, to find its mail with Mail.objects.about(row)
    )

It takes part in the transaction of the caller: what is rolled back is not mailed.
"""

from .queue import queue_mail

__all__ = ["queue_mail"]
