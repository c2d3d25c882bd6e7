"""Every field that is stored is accounted for: what for, whom it tells of, and how long."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from pydantic import ValidationError

from privacy.field_inventory import FILE, problems_of_inventory, read_inventory
from privacy.terms import TERMS
from tests.markup import tight

NAMES = {term.name for term in TERMS}
# Terms of one field of a row that itself stays, told in the purpose of that field.
OF_A_FIELD = {"partner", "partner_never_confirmed"}


def changed(tmp_path: Path, old: str, new: str) -> list[str]:
    """Return what is wrong with the inventory after one change of its text."""
    text = FILE.read_text()
    assert text.count(old) == 1
    file = tmp_path / "inventory.yaml"
    file.write_text(text.replace(old, new))
    return problems_of_inventory(read_inventory(file), NAMES)


def test_it_has_every_field_and_no_other() -> None:
    assert problems_of_inventory(read_inventory(), NAMES) == []


def test_every_term_is_of_something() -> None:
    kept = {group.kept for group in read_inventory().models}
    assert NAMES - kept == OF_A_FIELD


def test_the_guide_tells_the_same_terms() -> None:
    """People read in it what the command does."""
    guide = (FILE.parent / "guides/privacy.md").read_text()
    rows = [f"| {term.what} | {term.when.removeprefix('na ')} |" for term in TERMS]
    assert [row for row in rows if row not in guide] == []


def test_the_page_about_privacy_tells_the_same_terms(client: Client) -> None:
    """Also how long a session and the trail last, as the settings have it."""
    with override_settings(TRAIL_DAYS=41):
        page = tight(client.get(reverse("privacy")).text)
    assert [term.what for term in TERMS if f"<li>{term.what}: {term.when}</li>" not in page] == []
    for said in ("tot 60 minuten nadat", "dan 14 uur", "is dat 15 minuten", "blijft 41 dagen"):
        assert said in page


def test_a_field_that_is_left_out_is_named(tmp_path: Path) -> None:
    """And so are an entry without a field, one that stands twice, and a term that nobody knows."""
    old = "account: email name last_login date_joined off_since"
    assert changed(tmp_path, old, old.replace(" name", "")) == [
        "networks.User.name: not in the inventory"
    ]
    assert changed(tmp_path, old, f"{old} shoe_size") == ["networks.User.shoe_size: no such field"]
    assert changed(tmp_path, old, f"{old} password") == ["networks.User.password: twice"]
    assert changed(tmp_path, "kept: key", "kept: forever") == [
        "networks.ApiToken: no such term: forever"
    ]
    assert changed(tmp_path, "models: networks.Logo", "models: networks.Flag")[0] == (
        "networks.Flag: no such model"
    )


def test_a_mistyped_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="addres"):
        changed(tmp_path, "    address: ip user_agent", "    addres: ip user_agent")


@pytest.mark.django_db
def test_tables_without_a_model_are_named() -> None:
    """A table that a package makes in its own way is stored data, too."""
    of_models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    others = set(connection.introspection.table_names()) - of_models
    assert others - read_inventory().tables.keys() == set()
