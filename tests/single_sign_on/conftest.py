from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import override_settings

from .provider import Provider


@pytest.fixture(scope="session")
def running_provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running_provider: Provider, db: None) -> Iterator[Provider]:
    """The provider, of which the portal's settings know."""
    cache.clear()
    with override_settings(**settings_for(running_provider)):
        yield running_provider


def settings_for(provider: Provider) -> dict[str, object]:
    return {
        "SSO_ISSUER": provider.issuer,
        "SSO_CLIENT_ID": "loket",
        "SSO_CLIENT_SECRET": "een-geheim-van-de-proef",
        "SSO_NAME": "Regio Noord",
    }
