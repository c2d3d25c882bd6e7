"""Addresses of pages are remembered, and stay those that Django makes."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from loket_eval.page_addresses import _address, address


def test_an_address_is_the_one_that_django_makes() -> None:
    """Numbers, names and what only looks like a number each keep their own address."""
    asked: list[tuple[str, tuple[object, ...]]] = [
        ("start", ()),
        ("assessment", (1,)),
        ("theme", (1, "een-thema")),
        ("theme", (2, "een-thema")),
        ("admin:index", ()),
    ]
    for name, args in asked * 2:
        assert address(name, *args) == reverse(name, args=args)
    with pytest.raises(NoReverseMatch):
        address("assessment", True)


def test_the_secret_of_a_link_is_not_remembered() -> None:
    """An address with a long word in it is made anew each time."""
    secret = "geheim" * 8
    before = _address.cache_info().currsize
    assert address("theme", 1, secret) == reverse("theme", args=[1, secret])
    assert _address.cache_info().currsize == before


def test_a_template_links_as_before() -> None:
    """The tag gives the address, keeps it under a name, and says so when there is none."""
    template = "{% url 'theme' pk key %} {% url 'start' as begin %}{{ begin }}{% url 'weg' as no %}{{ no }}"
    shown = Template(template).render(Context({"pk": 3, "key": "een"}))
    assert shown == f"{reverse('theme', args=[3, 'een'])} {reverse('start')}"
    with pytest.raises(NoReverseMatch):
        Template("{% url 'weg' %}").render(Context())
