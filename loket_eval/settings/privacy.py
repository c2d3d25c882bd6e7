"""How long what tells of people is kept, where an organisation may decide otherwise.

The other terms are in privacy/terms.py.
"""

from .environment import VARIABLES

# Name and address of an account that is switched off.
ACCOUNT_KEPT_DAYS = VARIABLES.account_kept_days
# Why an admin looked at what a network had not confirmed.
LOOKS_KEPT_DAYS = VARIABLES.looks_kept_days
