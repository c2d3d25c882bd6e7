"""The pages of themes, criteria, groups and indicators."""

from django.contrib import admin
from django.db import models

from indicators.models import Aspect, Criterion, Indicator, IndicatorGroup, Theme
from loket_eval.admin_fields import CLEAN_TEXT, few_rows

from .pages import PartPage, PartTable


class CriterionTable(PartTable):
    model = Criterion
    fields = ["position", "title", "key", "kind", "implicit", "text"]
    formfield_overrides = CLEAN_TEXT | {models.TextField: few_rows(3)}
    prepopulated_fields = {"key": ["title"]}


class GroupTable(PartTable):
    model = IndicatorGroup
    fields = ["position", "title", "key", "kind"]
    prepopulated_fields = {"key": ["title"]}
    can_delete = False


class IndicatorTable(PartTable):
    model = Indicator
    fields = ["position", "text", "key", "answer", "unit"]
    formfield_overrides = CLEAN_TEXT | {models.TextField: few_rows(3)}
    prepopulated_fields = {"key": ["text"]}


class AspectTable(PartTable):
    model = Aspect
    fields = ["position", "text", "key"]
    formfield_overrides = CLEAN_TEXT | {models.TextField: few_rows(2)}
    prepopulated_fields = {"key": ["text"]}
    show_change_link = False


@admin.register(Theme)
class ThemePage(PartPage):
    fields = ["title", "key", "kind", "source", "introduction", "goal", "occasion", "form"]
    inlines = [GroupTable, CriterionTable]


@admin.register(Criterion)
class CriterionPage(PartPage):
    fields = ["title", "key", "kind", "implicit", "text", "question", "source"]


@admin.register(IndicatorGroup)
class GroupPage(PartPage):
    fields = ["title", "key", "kind", "question", "source"]
    inlines = [IndicatorTable]


@admin.register(Indicator)
class IndicatorPage(PartPage):
    fields = ["text", "key", "answer", "unit", "source"]
    inlines = [AspectTable]
