"""PostgreSQL empties no table that holds something confirmed: TRUNCATE passes the row triggers."""

from django.db import migrations

from loket_eval.frozen_rows import NeverEmptied, install

ASSESSMENT = "Een vastgestelde zelfevaluatie verandert niet meer."
REPORT = "Een vastgesteld rapport verandert niet meer."
NATIONAL = "Een vastgesteld overkoepelend rapport verandert niet meer."
DOCUMENT = "Een document van een vastgesteld rapport verandert niet meer."

CONFIRMED = "EXISTS (SELECT 1 FROM {table} a WHERE a.state = 'confirmed')"
OF_ASSESSMENT = CONFIRMED.format(table="assessments_assessment")
OF_NATIONAL = CONFIRMED.format(table="national_nationalreport")
ALWAYS = "{row}.id IS NOT NULL"

RULES = [
    *(
        NeverEmptied(table=f"assessments_{part}", frozen=OF_ASSESSMENT, message=ASSESSMENT)
        for part in (
            "assessment",
            "answer",
            "finding",
            "conclusion",
            "followup",
            "recommendation",
            "factcheck",
            "setchange",
            "groupestimate",
            "finding_indicators",
            "finding_criteria",
            "recommendation_repeats",
        )
    ),
    NeverEmptied(table="reports_confirmedtext", frozen=OF_ASSESSMENT, message=REPORT),
    # A stored version stays, also of a report that was opened again.
    NeverEmptied(table="reports_reportversion", frozen=ALWAYS, message=REPORT),
    NeverEmptied(table="national_nationalreport", frozen=OF_NATIONAL, message=NATIONAL),
    NeverEmptied(table="national_nationalrecommendation", frozen=OF_NATIONAL, message=NATIONAL),
    NeverEmptied(table="national_nationalversion", frozen=ALWAYS, message=NATIONAL),
    NeverEmptied(
        table="documents_document",
        frozen="{row}.state = 'done' AND {row}.kept",
        message=DOCUMENT,
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_confirmed_is_frozen"),
        ("assessments", "0002_confirmed_is_frozen"),
        ("national", "0002_confirmed_is_frozen"),
        ("documents", "0002_kept_is_frozen"),
    ]

    operations = [install(RULES)]
