"""Logging in at the organisation's own provider, by OpenID Connect (docs/decisions/0020)."""
