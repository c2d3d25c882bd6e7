"""Addresses for readers: the list of reports, comparing, searching."""

from django.urls import path

from .views import report_list, search, side_by_side

urlpatterns = [
    path("rapporten/", report_list.reports_page, name="reports"),
    path("vergelijken/", side_by_side.comparison_page, name="comparison"),
    path("vergelijken/antwoorden/", side_by_side.side_by_side_page, name="side_by_side"),
    path("zoeken/", search.search_page, name="search"),
]
