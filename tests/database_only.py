"""Plugin (`-p tests.database_only`): only the tests whose outcome depends on the database, for a run on another one.

Left out are tests without a database, and those about a document, a page's words, logging in or who may do what: they
read and write the same few rows as the others, and what they look at is made after that.
"""

import pytest

SAME_ON_EVERY_DATABASE = {
    "test_exchange.py",
    "test_exports.py",
    "test_login.py",
    "test_moving_pages.py",
    "test_national_documents.py",
    "test_network_data.py",
    "test_permissions.py",
    "test_preview.py",
    "test_question_list.py",
    "test_report_pdf.py",
    "test_report_structure.py",
    "test_security.py",
    "test_structure_page.py",
    "test_versions_page.py",
}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    with_database = [item for item in items if _uses_database(item)]
    if len(with_database) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = with_database


def _uses_database(item: pytest.Item) -> bool:
    if item.path.name in SAME_ON_EVERY_DATABASE:
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None
