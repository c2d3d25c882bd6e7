"""The address of a page, looked up once and then remembered.

A page links to dozens of others, and Django looks for each of them anew.
"""

from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape

# No template has to load it.
register = template.Library()
_KEPT = 4096
# What is longer may be the secret of a link, and that is kept nowhere.
_LONGEST = 40


def address(name: str, *args: object) -> str:
    """Return the address of a page, as reverse() does.

    Raises NoReverseMatch where there is none.
    """
    if all(type(one) is int or (type(one) is str and len(one) <= _LONGEST) for one in args):
        return _address(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, *args)
    return reverse(name, args=args)


# Typed, as 1 and True are equal to Python and make different addresses.
@lru_cache(maxsize=_KEPT, typed=True)
def _address(urlconf: str, _prefix: str, name: str, *args: object) -> str:
    return reverse(name, urlconf=urlconf, args=args)


class AddressNode(URLNode):
    """Django's node of {% url %}, which remembers addresses."""

    def render(self, context: template.Context) -> str:
        name = self.view_name.resolve(context)
        # Which of several sites with the same names is meant, depends on the page.
        if ":" in name:
            return str(super().render(context))
        found = ""
        try:
            found = address(name, *(one.resolve(context) for one in self.args))
        except NoReverseMatch:
            if self.asvar is None:
                raise
        if self.asvar:
            context[self.asvar] = found
            return ""
        return conditional_escape(found) if context.autoescape else found


@register.tag
def url(parser: Parser, token: Token) -> URLNode:
    """Django's tag; one that names its arguments stays Django's."""
    node: Any = django_url(parser, token)
    if node.kwargs:
        return URLNode(node.view_name, node.args, node.kwargs, node.asvar)
    return AddressNode(node.view_name, node.args, node.kwargs, node.asvar)
