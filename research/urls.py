"""Addresses for readers: the list of reports, comparing, searching."""

from django.urls import path

from .views import comparison, report_list, search

urlpatterns = [
    path("rapporten/", report_list.reports_page, name="reports"),
    path("vergelijken/", comparison.comparison_page, name="comparison"),
    path("vergelijken/antwoorden/", comparison.side_by_side_page, name="side_by_side"),
    path("zoeken/", search.search_page, name="search"),
]
