"""Logos: read from a file that an admin uploads, and given to documents.

Only PNG and JPEG: an SVG can hold scripts and addresses. The picture is drawn anew, so nothing of
the file itself reaches a document: no metadata, and nothing behind its end.
"""

import base64
import io
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

from .models import Logo, Network

_KINDS = ("PNG", "JPEG")
MOST_BYTES = 2_000_000
# The sides of a file that is read, and the most that is kept: 50 mm of print at 300 dots an inch.
_LEAST, _MOST = 60, 6000
_WIDEST, _HIGHEST = 600, 300
# A report holds its logo: it stays small beside the text.
_MOST_KEPT = 60_000


def read_logo(file: IO[bytes]) -> bytes:
    """Return an uploaded picture as a PNG on white.

    Raises ValidationError, in words for the admin.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(_("Dit bestand is groter dan 2 MB."))
    try:
        # Whether it is whole; elsewhere in this process WeasyPrint lets Pillow draw half a file.
        Image.open(io.BytesIO(content), formats=_KINDS).verify()
        with Image.open(io.BytesIO(content), formats=_KINDS) as picture:
            # The size stands in its first bytes: a bomb isn't unpacked.
            if not all(_LEAST <= side <= _MOST for side in picture.size):
                raise ValidationError(
                    _("Elke zijde van het beeld moet tussen 60 en 6000 beeldpunten zijn.")
                )
            drawn = _on_white(picture)
    except ValidationError:
        raise
    # Pillow raises many kinds of errors for what is broken.
    except Exception as error:
        message = _("Dit is geen PNG of JPEG, of het bestand is beschadigd.")
        raise ValidationError(message) from error
    return _as_png(drawn)


def logo_of(network: Network) -> str:
    """Return the logo of a network as base64; empty when it has none (one query)."""
    picture = Logo.objects.filter(network=network).values_list("picture", flat=True).first()
    return base64.b64encode(picture).decode() if picture else ""


def _on_white(picture: Image.Image) -> Image.Image:
    # For a JPEG: unpack no more of it than is kept.
    picture.draft("RGB", (_WIDEST, _HIGHEST))
    picture.thumbnail((_WIDEST, _HIGHEST))
    layer = picture.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(white, layer).convert("RGB")


def _as_png(drawn: Image.Image) -> bytes:
    whole = _png(drawn)
    if len(whole) <= _MOST_KEPT:
        return whole
    # A photograph: fewer colours, and then fewer dots.
    for share in (1, 0.7, 0.5, 0.35):
        size = (max(1, round(drawn.width * share)), max(1, round(drawn.height * share)))
        whole = _png(drawn.resize(size).quantize(64))
        if len(whole) <= _MOST_KEPT:
            break
    return whole


def _png(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()
