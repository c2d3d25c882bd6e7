"""Plugin (`-p tests.database_only`): only the tests whose outcome depends on the database, for a
run on another one.

Left out are tests without a database, and those about a document, a page's words, logging in, who
may do what or how many queries a page takes: they read and write the same few rows as the others,
and what they look at is made before or after that. Of those about bad input and the admin stay the
ones in which the database itself takes or refuses something: odd characters, numbers, dates and
keys, the same name twice, what is still in use.
"""

import pytest

SAME_ON_EVERY_DATABASE = {
    "test_api.py",
    "test_audience.py",
    "test_compare_command.py",
    "test_documents.py",
    "test_exchange.py",
    "test_exports.py",
    "test_login.py",
    "test_moving_pages.py",
    "test_national_documents.py",
    "test_national_permissions.py",
    "test_national_queries.py",
    "test_network_data.py",
    "test_permissions.py",
    "test_preview.py",
    "test_queries.py",
    "test_question_list.py",
    "test_report_pages.py",
    "test_report_pdf.py",
    "test_report_structure.py",
    "test_security.py",
    "test_structure_page.py",
    "test_versions_page.py",
}
ONLY_OF = {
    "test_admin.py": {
        "test_a_draft_goes_with_all_its_parts",
        "test_a_draft_in_use_stays",
        "test_a_network_with_an_assessment_stays",
        "test_a_person_has_one_role_in_a_network",
        "test_a_set_from_nothing_to_published",
        "test_an_address_has_one_account",
        "test_any_text_is_kept_and_can_be_exported",
        "test_people_and_networks_are_searched_not_listed",
        "test_reopening_asks_a_reason_and_the_history_shows_it",
    },
    "test_bad_input.py": {
        "test_bytes_that_are_no_text",
        "test_control_characters_go_and_the_rest_stays",
        "test_numbers_as_dutch_people_type_them",
        "test_what_is_no_date",
        "test_what_is_no_number",
        "test_what_is_no_revision",
    },
    "test_bad_addresses.py": {
        "test_a_part_of_another_assessment_is_not_there",
        "test_ids_from_elsewhere_in_a_field",
        "test_moving_what_is_not_here",
        "test_questions_themes_and_kinds_that_are_not_in_this_set",
        "test_searching_for_anything",
    },
}
# Hundreds of moves by one way or another; other tests there make the same ones.
LONG = {"test_any_route_ends_as_the_direct_one"}
COUNTS_QUERIES = "django_assert_num_queries"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    with_database = [item for item in items if _uses_database(item)]
    if len(with_database) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = with_database


def _uses_database(item: pytest.Item) -> bool:
    file, story = item.path.name, getattr(item, "originalname", "")
    if (
        file in SAME_ON_EVERY_DATABASE
        or story in LONG
        or (file in ONLY_OF and story not in ONLY_OF[file])
    ):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    if COUNTS_QUERIES in fixtures:
        return False
    return bool(fixtures & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None
