from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from .smtp_server import MailServer


@pytest.fixture(scope="session")
def running_mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    server = MailServer(tmp_path_factory.mktemp("mail"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def mail_server(running_mail_server: MailServer, settings: Settings) -> Iterator[MailServer]:
    """The mail server that the portal uses; a test that stops it leaves it running."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = running_mail_server.port
    yield running_mail_server
    running_mail_server.stop()
    running_mail_server.forget()
    running_mail_server.start()
