"""Names that belong to one row, in whatever spelling, and that lists sort by."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from loket_eval.letters import normal_form, sort_form

_SAME_NAME = _(
    "Deze naam is er al, als “%(name)s”. Hoofdletters, accenten en spaties maken geen verschil."
)


class FormOfName(models.TextField[str | None, str | None]):
    """A form of the row's name, made from it whenever the row is stored."""

    # Names of odd characters may grow; an index of PostgreSQL can't hold them whole.
    _MOST = 500

    def __init__(self, form: Callable[[str], str], **kwargs: Any) -> None:
        self.form = form
        # Empty only while the migration that adds it fills it.
        super().__init__(**kwargs | {"editable": False, "null": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable")
        kwargs.pop("null")
        return name, path, args, kwargs | {"form": self.form}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        form = self.form(cast("Named", model_instance).name)[: self._MOST]
        setattr(model_instance, self.attname, form)
        return form

    def db_parameters(self, connection: Any) -> Any:
        """Sort as Python does, which is how SQLite does; PostgreSQL's own order skips spaces."""
        collation = "C" if connection.vendor == "postgresql" else None
        return super().db_parameters(connection) | {"collation": collation}


class Named(models.Model):
    """Something whose name no other row has, however it is written, and that lists sort by name."""

    name = models.CharField(_("naam"), max_length=200, unique=True)
    plain_name = FormOfName(normal_form)
    sort_name = FormOfName(sort_form)

    class Meta:
        abstract = True
        ordering = ["sort_name", "name"]
        constraints = [
            # As an expression, so that it is an index: otherwise SQLite makes the whole table anew.
            models.UniqueConstraint(models.F("plain_name"), name="%(class)s_name_is_its_own")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None and "name" in update_fields:
            update_fields = {*update_fields, "plain_name", "sort_name"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def clean(self) -> None:
        """Refuse a name that another row has in another spelling."""
        super().clean()
        others = type(self)._default_manager.exclude(pk=self.pk)
        other = others.filter(plain_name=normal_form(self.name)).first()
        if other is not None:
            raise ValidationError({"name": _SAME_NAME % {"name": other}})
