"""People with an account, networks, their organisations, and who has which role where."""

from .api_tokens import ApiToken
from .invitations import Invitation
from .login_attempts import LoginAttempt
from .logos import Logo
from .looks_inside import LookInside
from .mail import Mail, MailQuerySet
from .memberships import Membership, Network, Organisation
from .names import FormOfName, Named
from .sent_forms import OnceOnly
from .trail_entries import TrailEntry
from .users import User

__all__ = [
    "ApiToken",
    "FormOfName",
    "Invitation",
    "LoginAttempt",
    "Logo",
    "LookInside",
    "Mail",
    "MailQuerySet",
    "Membership",
    "Named",
    "Network",
    "OnceOnly",
    "Organisation",
    "TrailEntry",
    "User",
]
