"""How people log in, what a password must be, and the second step."""

from .environment import PRODUCTION, VARIABLES

AUTH_USER_MODEL = "networks.User"
# Not allauth's own backend: it also accepts e-mail addresses that an account had before.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "networks.passwords.MinimumLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "networks.passwords.NotEasyToGuess"},
]
LOGIN_URL = "account_login"
# The login page that carries along a form which was posted when nobody was logged in.
RESCUE_LOGIN_PAGE = "networks.accounts.login_page"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "networks.accounts.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "networks.accounts.LoginForm",
    "reset_password": "networks.accounts.ResetPasswordForm",
    "reset_password_from_key": "networks.accounts.ResetPasswordKeyForm",
    "change_password": "networks.accounts.ChangePasswordForm",
    "set_password": "networks.accounts.SetPasswordForm",
    "reauthenticate": "networks.own_account.forms.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
# Passwords are counted by networks/login_limits.py; a whole office that logs in at nine isn't one
# attempt. What is left for allauth to count as a failed login are codes of the second step.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    # Each makes a request to the provider; a whole office begins at nine.
    "begin_sso": "300/m/ip",
    # And each of these keeps somebody's text while they are at the provider.
    "keep_for_sso": "20/m/ip",
}
# What one customer of a provider has.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 48

# docs/decisions/0004-security-settings.md says who must have a second step.
SECOND_FACTOR = PRODUCTION if VARIABLES.second_factor is None else VARIABLES.second_factor

MFA_ADAPTER = "networks.own_account.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "networks.own_account.forms.AppForm",
    "authenticate": "networks.own_account.forms.CodeForm",
    "reauthenticate": "networks.own_account.forms.CodeAgainForm",
    "add_webauthn": "networks.own_account.forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Loket Evaluatie"
# A clock may be half a minute wrong. Each code counts once all the same.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An account has the one address that an admin knows; allauth's own list of them isn't used.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Logging in at the organisation's own provider (docs/decisions/0020-single-sign-on.md). Without an
# issuer nobody does.
SSO_ISSUER = VARIABLES.sso_issuer or ""
SSO_CLIENT_ID = VARIABLES.sso_client_id
SSO_CLIENT_SECRET = VARIABLES.sso_client_secret
SSO_NAME = VARIABLES.sso_name
SSO_VERIFIED_CLAIM = VARIABLES.sso_verified_claim
SSO_ROLES_CLAIM = VARIABLES.sso_roles_claim
SSO_ROLES = VARIABLES.sso_roles
SSO_NEW_ACCOUNTS = VARIABLES.sso_new_accounts
SSO_SECOND_FACTOR = VARIABLES.sso_second_factor
LOCAL_PASSWORDS = VARIABLES.local_passwords
SOCIALACCOUNT_ADAPTER = "networks.single_sign_on.arriving.ArrivingAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# Ours to decide, in networks/single_sign_on/: allauth links by any verified address, each time.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
