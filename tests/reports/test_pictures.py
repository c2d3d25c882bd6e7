"""Pictures: every drawing says what its table says, by shape and word, and no typed text does
anything in it."""

import io
import re
from xml.etree import ElementTree

import docx
import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from PIL.ImageFont import FreeTypeFont

from assessments.models import Answer, Assessment, GroupEstimate
from indicators.models import Indicator, IndicatorGroup
from reports.exports import report_docx
from reports.exports.drawn_picture import _font
from reports.pictures import (
    Drawing,
    MapColumn,
    NetworkRow,
    ProgressPoint,
    ProgressRow,
    network_map,
    progress_by_theme,
    progress_picture,
)
from reports.pictures.drawing import WIDTH, Box, Label, Line, Link, Mark
from reports.pictures.judgement_map import MapGroup, MapQuestion, MapTheme, judgement_map
from reports.pictures.value_case import ValueCase, value_picture
from reports.report_building import build_report
from tests.cast import Cast

HOSTILE = '<script>alert("x")</script> & "quotes" ]]> </svg>'


def marks(drawing: Drawing) -> list[str]:
    """Return the shapes of a drawing's marks, in order, also those inside links."""
    plain = [
        one
        for shape in drawing.shapes
        for one in (shape.shapes if isinstance(shape, Link) else (shape,))
    ]
    return [shape.shape for shape in plain if isinstance(shape, Mark)]


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Label)]


def group(kind: str, shapes: str, number: int = 1) -> MapGroup:
    names = {"s": "strength", "i": "improvement", "o": "open"}
    asked = tuple(
        MapQuestion(f"{number}.{n}", names[one], f"#i-{n}") for n, one in enumerate(shapes, start=1)
    )
    return MapGroup(kind, f"Groep {kind} {number}", asked)


def test_the_map_has_one_mark_a_question_in_order() -> None:
    """A row a theme, a column a kind of group; the words under the marks count the same marks."""
    found = judgement_map(
        [
            MapTheme("1. Acuut", (group("execution", "sio"), group("value", "ss"))),
            MapTheme("2. Zonder vragen", (group("value", ""),)),
            MapTheme("3. Overleg", (group("value", "i", 3),)),
        ]
    )
    assert (found.columns, found.shapes) == (
        ("execution", "value"),
        ("strength", "improvement", "open"),
    )
    assert [part.title for part in found.parts] == ["1. Acuut", "3. Overleg"]
    row = found.parts[0].rows[0]
    assert (row.heading, row.asked, row.answered) == ("1. Acuut", 5, 4)
    execution, value = row.cells
    assert execution is not None
    assert value is not None
    assert marks(execution.drawing) == ["strength", "improvement", "open"]
    assert execution.told == "1 sterk, 1 te verbeteren, 1 niet ingevuld"
    assert (
        execution.drawing.title == "1. Acuut: 1.1 sterk punt, 1.2 verbeterpunt, 1.3 niet ingevuld"
    )
    assert found.parts[1].rows[0].cells[0] is None


def test_topics_get_a_row_each_and_fifty_questions_stay_narrow() -> None:
    """A theme with more groups of one kind has a row a group; a line of marks fits a phone at any
    number."""
    topics = judgement_map(
        [MapTheme("1. Eisen", (group("topic", "s", 1), group("topic", "i" * 50, 2)))]
    )
    assert [row.heading for row in topics.parts[0].rows] == ["Groep topic 1", "Groep topic 2"]
    long = topics.parts[0].rows[1].cells[0]
    assert long is not None
    assert len(marks(long.drawing)) == 50
    assert not long.drawing.is_wide
    assert judgement_map([]).parts == ()


def test_on_paper_a_theme_of_topics_is_one_row_that_fits_the_page() -> None:
    """All questions of a theme beside each other, in order; kinds that have a column keep it."""
    topics = MapTheme("1. Eisen", (group("topic", "s" * 8, 1), group("topic", "i" * 9, 2)))
    (row,) = judgement_map([topics], on_paper=True).parts[0].rows
    assert (row.heading, row.asked) == ("1. Eisen", 17)
    (cell,) = row.cells
    assert cell is not None
    assert marks(cell.drawing) == ["strength"] * 8 + ["improvement"] * 9
    assert cell.drawing.width <= 0.7 * WIDTH
    kinds = MapTheme("2. Acuut", (group("execution", "si"), group("value", "s")))
    assert judgement_map([kinds], on_paper=True) == judgement_map([kinds])


def test_a_theme_stands_where_its_value_and_effort_are() -> None:
    """More value is higher and more effort is to the right; what nobody can tell is dashed and
    says so."""
    cases = [
        ValueCase("1. Acuut", "little", "much", "some"),
        ValueCase("2. Overleg", "unknown", "", "much"),
    ]
    picture = value_picture(cases)
    drawing = picture.drawings[0]
    heights = {shape.text: shape.y for shape in drawing.shapes if isinstance(shape, Label)}
    assert heights["2. Overleg"] < heights["1. Acuut"]
    assert "geen thema" in words(drawing)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    assert [box.kind for box in boxes] == ["dashed", "dashed", "empty", "empty"]
    assert boxes[2].x < boxes[3].x < boxes[0].x < boxes[1].x
    assert picture.table.rows == (
        ("1. Acuut", "weinig", "veel", "redelijk wat"),
        ("2. Overleg", "nog geen zicht op", "nog niet gekozen", "veel"),
    )
    assert "uitvoeren: nog niet gekozen" in drawing.description


def test_with_all_columns_each_word_stays_in_its_own() -> None:
    """Pillow measures them in the font of the reports; a long name of a theme isn't cut off."""
    title = "5. Samenwerken bij strafbare kindermishandeling"
    case = ValueCase(title, "unknown", "", "some", (("value", "much"),))
    drawing = value_picture([case]).drawings[0]
    boxes = sorted(shape.x for shape in drawing.shapes if isinstance(shape, Box))
    step = boxes[1] - boxes[0]
    font = _font("600", "")
    assert isinstance(font, FreeTypeFont)
    for label in (shape for shape in drawing.shapes if isinstance(shape, Label)):
        if label.bold and label.y < 40:
            assert font.getlength(label.text) / font.size * 14 < step
    assert " ".join(words(drawing)).count("kindermishandeling") == 1
    assert "…" not in "".join(words(drawing))


def test_what_shifted_is_an_arrow_and_what_nobody_knew_is_not() -> None:
    """To the left is less work; from "nog geen zicht op" nothing moved, and only words say so."""
    before = (("development", "much"), ("execution", "unknown"), ("value", "little"))
    picture = value_picture([ValueCase("1. Acuut", "little", "some", "much", before)])
    drawing = picture.drawings[0]
    arrows = [
        shape for shape in drawing.shapes if isinstance(shape, Line) and len(shape.points) > 2
    ]
    assert len(arrows) == 1
    tail, point, _other = arrows[0].points
    assert tail[0] > point[0]
    was, now = [shape for shape in drawing.shapes if isinstance(shape, Box)][:2]
    assert (was.width < now.width, was.x > now.x) == (True, True)
    assert "↑ waarde was weinig" in words(drawing)
    assert "Een pijl komt van de plek in het vorige rapport. Naar links is minder werk." in words(
        drawing
    )
    assert picture.table.rows == (
        (
            "1. Acuut",
            "weinig (was veel)",
            "redelijk wat (was nog geen zicht op)",
            "veel (was weinig)",
        ),
    )
    assert "ontwikkelen: weinig (was veel)" in drawing.description
    unchanged = value_picture([ValueCase("1. Acuut", "little", "unknown", "much")]).drawings[0]
    assert "Nog geen zicht op: 1 van de 3 keuzes." in words(unchanged)
    assert not any("pijl" in text for text in words(unchanged))


POINTS = (
    ProgressPoint("2024", (("strength", 3), ("mixed", 2)), 6),
    ProgressPoint("2025", (("strength", 5),), 6),
    ProgressPoint("2026", (("strength", 4),), 5, break_before=True),
)


def test_nothing_is_joined_over_a_break() -> None:
    """Bars of two periods are joined, except where the questions changed: there the series visibly
    breaks."""
    picture = progress_picture(POINTS)
    assert picture.table.head == ("Oordeel", "2024", "2025", "2026 (breuk: andere vragen)")
    assert picture.table.rows == (
        ("Sterk punt", "3", "5", "4"),
        ("Deels sterk, deels te verbeteren", "2", "0", "0"),
        ("Niet ingevuld", "1", "1", "1"),
        ("Vragen samen", "6", "6", "5"),
    )
    numbers = [word for word in words(picture.drawings[0]) if word.isdecimal() and len(word) < 4]
    assert numbers == [cell for row in picture.table.rows[:-1] for cell in row[1:]]
    lines = [shape for shape in picture.drawings[0].shapes if isinstance(shape, Line)]
    (zigzag,) = [line for line in lines if line.strong]
    crossing = zigzag.points[0][0]
    joins = [line for line in lines if not line.strong and line.points[0][1] != line.points[1][1]]
    assert joins
    assert all(line.points[1][0] < crossing for line in joins)


def test_a_mark_for_each_question_of_a_theme_and_period() -> None:
    """Small pictures beside each other: as many marks as questions, and the same counts in the
    table."""
    picture = progress_by_theme([ProgressRow("1. Acuut", POINTS)])
    assert len(marks(picture.drawings[0])) == 6 + 6 + 5
    told = (
        "3 sterk, 2 deels, 1 niet ingevuld",
        "5 sterk, 1 niet ingevuld",
        "andere vragen: 4 sterk, 1 niet ingevuld",
    )
    assert picture.table.rows == (("1. Acuut", *told),)


def test_a_map_of_networks_is_cut_by_theme_and_width() -> None:
    """Sixteen questions of a theme take two drawings, the next theme one; what is hidden looks like
    nothing else."""
    columns = [MapColumn(f"1.{n}", "Acuut") for n in range(1, 17)] + [MapColumn("2.1", "Overleg")]
    drawings = network_map([NetworkRow("Noord", ("strength",) * 15 + (None, "hidden"))], columns)
    assert [marks(drawing) for drawing in drawings] == [
        ["strength"] * 14,
        ["strength", "open"],
        ["hidden"],
    ]


@pytest.mark.parametrize("text", [HOSTILE, "W" * 3000])
def test_hostile_text_is_inert_in_a_drawing(text: str) -> None:
    """Whatever is typed is text in every drawing: well-formed, no element or attribute of its own,
    no style."""
    progress = [ProgressPoint(text, (("strength", 1),), 2)]
    cell = judgement_map(
        [MapTheme(text, (MapGroup("value", text, (MapQuestion(text, "open", f"#{text}"),)),))]
    )
    made = [
        *network_map([NetworkRow(text, ("mixed",))], [MapColumn(text, text)], key=text),
        *progress_picture(progress).drawings,
        *progress_by_theme([ProgressRow(text, tuple(progress))]).drawings,
        value_picture([ValueCase(text, "much", None, "")]).drawings[0],
        *(row.cells[0].drawing for part in cell.parts for row in part.rows if row.cells[0]),
    ]
    for drawing in made:
        for svg in (drawing.svg, drawing.linked_svg):
            elements = list(ElementTree.fromstring(svg).iter())
            assert {element.tag for element in elements} <= {
                "svg",
                "title",
                "desc",
                "g",
                "path",
                "text",
                "a",
            }
            assert {
                name
                for one in elements
                for name in one.attrib
                if name in ("style", "class", "onclick")
            } == set()
            assert elements[0].get("role") in ("img", "group")
            assert elements[1].text


def test_the_pictures_of_a_report(assessment: Assessment, cast: Cast, as_user) -> None:
    """On the page a mark leads to its answer; print has the same marks, no links and no inline
    style; Word tells it."""
    indicator = Indicator.objects.get(key="actie-overleg-mandaat")
    Answer.objects.create(assessment=assessment, indicator=indicator, text="Ja.", judgement="mixed")
    value = IndicatorGroup.objects.get(key="actie-overleg-waarde")
    GroupEstimate.objects.create(assessment=assessment, group=value, level="much")
    page = as_user(cast.anna).get(reverse("report", args=[assessment.pk])).content.decode()
    found = re.search(
        r'<a href="#(indicator-3-\d+)" aria-label="3.\d+: deels sterk, deels te verbeteren">', page
    )
    assert found
    assert f'id="{found[1]}"' in page
    assert "1 van 12 ingevuld" in page
    paper = render_to_string("reports/print.html", {"report": build_report(assessment)})
    assert " style=" not in page + paper
    for size, number in (("0 0 175", 15), ("0 0 728", 1)):
        shown = f'viewBox="{size}'
        assert paper.count(shown) == page.count(shown) == number
    assert "<a " not in "".join(re.findall("<svg.*?</svg>", paper))
    tables = docx.Document(io.BytesIO(report_docx(build_report(assessment)))).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert ["3. Actie-overleg", "nog niet gekozen", "nog niet gekozen", "veel"] in rows
