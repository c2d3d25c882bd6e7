"""What a form carries that counts once."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networks.once_only import counted_otherwise, new_token

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: dict[str, Any], form: Any = None) -> SafeString:
    """Return hidden fields: the token, and whose page it is.

    `form` came back, with errors or to be filled in further: its token still counts, unless another
    text was sent with it since.
    """
    request = context["request"]
    goes_on = form is not None and bool(form.data) and not counted_otherwise(request)
    token = (request.POST.get("token") if goes_on else "") or new_token()
    return format_html(
        '<input type="hidden" name="token" value="{}">'
        '<input type="hidden" name="person" value="{}">',
        token,
        request.user.pk,
    )
