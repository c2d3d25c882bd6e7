"""The first sheet of a report as a spreadsheet: what it is about, and what the columns mean."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assessments.models import Assessment
from reports.report import Report

from .sheet import Sheet, Value, sheet_of


def explanation_sheet(report: Report) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (_("Rapport"), report.title),
        (_("Netwerk"), report.network),
        (_("Soort evaluatie"), report.evaluation.title),
        (_("Wie oordeelde"), str(report.evaluation.about)),
        (_("Begin van de periode"), report.period_start),
        (_("Einde van de periode"), report.period_end),
        (_("Stand"), str(capfirst(Assessment.State(report.state).label))),
        (
            _("Vastgesteld op"),
            report.confirmed_on or _("nog niet vastgesteld; de tekst kan nog veranderen"),
        ),
        (_("Beantwoord"), _("{n} van de {all} vragen").format(n=report.answered, all=report.asked)),
        (_("Samenwerkingspartners"), "\n".join(report.organisations)),
        (_("Indicatorenset"), report.framework.title),
        (_("Versie van de indicatorenset"), report.framework.version),
        (_("Bron van de indicatorenset"), report.framework.source),
        (
            _("Bladen"),
            _(
                "Elk thema heeft een eigen blad met één regel per vraag, ook als er geen "
                "antwoord is. Daarna komen de punten, de bronnen, de aanbevelingen, de opvolging "
                "van eerdere aanbevelingen, de conclusies en de teksten."
            ),
        ),
        *_columns_explained(str(report.evaluation.judge)),
        (
            _("Lange teksten"),
            _("Wat niet in één cel past, gaat verder in een kolom met “(vervolg)” achter de naam."),
        ),
    ]
    return sheet_of(_("Toelichting"), [(_("Wat"), 28), (_("Inhoud"), 100)], rows)


def _columns_explained(judge: str) -> list[tuple[Value, ...]]:
    words = {
        _("Nummer"): _("Het eerste cijfer is het thema: 2.5 is de vijfde vraag van thema 2."),
        _("Deelaspecten"): _("De genummerde delen van de vraag."),
        _("Onderbouwing"): _("Waar blijkt dat uit?"),
        _("Oordeel"): _(
            "Het oordeel van {judge}: sterk punt, verbeterpunt, deels sterk en deels te "
            "verbeteren, nog geen zicht op, of niet van toepassing."
        ).format(judge=judge),
        _("Aantal, Eenheid, Per"): _(
            "Bij vragen naar een aantal. “Per” zegt over welke tijd het aantal gaat."
        ),
        _("Versie"): _("De versie van de indicatorenset waarin de vraag zo is gesteld."),
        _("Sleutel"): _("De vaste naam van de vraag, ook in andere rapporten en versies."),
    }
    return [(_("Kolom {name}").format(name=name), meaning) for name, meaning in words.items()]
