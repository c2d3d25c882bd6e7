"""The headers that every answer of the portal has, whatever it is and whoever asked."""

from django.http.response import HttpResponseBase

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "manifest-src 'none'",
    "media-src 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What no page of the portal uses, or lets another site use.
CLOSED = ("camera", "geolocation", "microphone", "payment", "usb", "display-capture", "midi")


def unprotected(response: HttpResponseBase) -> list[str]:
    """Return what is wrong with the headers of an answer."""
    policy = set(response.get("Content-Security-Policy", "").split("; "))
    permissions = response.get("Permissions-Policy", "").split(", ")
    found = [f"policy: {policy ^ POLICY}"] if policy != POLICY else []
    found += [
        f"{name}: {response.get(name)}"
        for name, value in HEADERS.items()
        if response.get(name) != value
    ]
    found += [f"not closed: {name}" for name in CLOSED if f"{name}=()" not in permissions]
    if "Server" in response:
        found.append("Server")
    return found
