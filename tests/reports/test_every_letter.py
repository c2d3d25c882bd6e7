"""What people type in their own language: printed, told in order, and warned about where it can't
be."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from assessments import lifecycle
from assessments.models import Answer, Assessment
from indicators.models import Indicator
from loket_eval.joined_styles import style_sheet
from loket_eval.pdf import render_pdf
from loket_eval.pdf.font_coverage import undrawable
from networks.models import User
from reports.report_building import build_report
from reports.unprinted import unprinted_texts
from tests.cast import Cast

from .pdf_structure import Structure, faults

LANGUAGES = {
    "Arabic": "التعاون بين الشبكات جيّد",
    "Tigrinya": "ሓበሬታ ንኹሉ ኣገዳሲ እዩ",
    "Chinese": "合作網絡 合作网络",
    "Korean": "협력이 잘 됩니다",
    "Thai": "ความร่วมมือที่ดี น้ำ ผู้",
    "Hebrew with vowels": "שָׁלוֹם עֲלֵיכֶם בְּרֵאשִׁית",
    "Devanagari": "क्षत्रिय सहयोग अच्छा है",
    "Tamil": "ஒத்துழைப்பு நன்று",
    "Bengali": "সহযোগিতা",
    "Tamazight": "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    "Sorani": "هاوکاری باشە ڕێک",
    "Vietnamese": "Hợp tác tốt đẹp",
    "emoji": "😀 🫶 🫡 🥹 👨‍👩‍👧 👍🏽 🇳🇱 1️⃣ ❤️ ✅ 🪿",
}
# A Chinese character that is in no font of bin/setup.
RARE = "\U00020000"


def paper(text: str) -> str:
    return (
        f'<!doctype html><html lang="nl"><head><title>t</title></head><body><h1>Kop</h1>'
        f'<p dir="auto">{text}</p></body></html>'
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_printed_and_accessible(language: str, tmp_path: Path) -> None:
    """No letter is missing, every glyph has a character, and both checkers find nothing."""
    text = LANGUAGES[language]
    assert undrawable(text) == ""
    html = paper(text)
    pdf = render_pdf(html, [style_sheet("print.css")])
    file = tmp_path / "letters.pdf"
    file.write_bytes(pdf)
    assert faults(pdf, html) == []
    result = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    assert "Rules: 104 passed, 0 failed, 104 total" in str(result)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "\ufffd" not in Structure(document).root.text


@pytest.mark.parametrize("language", ["Thai", "Devanagari", "Tamil", "Bengali", "emoji"])
def test_what_is_copied_is_what_was_typed(language: str, tmp_path: Path) -> None:
    """Also where vowels are drawn before their consonant, or a letter and its marks are one."""
    file = tmp_path / "letters.pdf"
    file.write_bytes(render_pdf(paper(LANGUAGES[language]), []))
    copied = subprocess.run(
        ["pdftotext", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert LANGUAGES[language] in " ".join(copied.split())


@pytest.mark.parametrize(
    ("text", "is_right"), [("שלום, dit is Hebreeuws", True), ("Hebreeuws: שלום", False)]
)
def test_a_paragraph_begins_on_the_side_of_its_language(
    text: str, is_right: bool, tmp_path: Path
) -> None:
    """The first letter decides, as on screen."""
    file = tmp_path / "letters.pdf"
    file.write_bytes(render_pdf(paper(text), []))
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(file), "-"], capture_output=True, check=True, text=True
    ).stdout
    starts = [
        float(line.split('"')[1])
        for line in boxes.splitlines()
        if "<word" in line and ">Kop<" not in line
    ]
    # A page is 595 points wide.
    assert (min(starts) > 300) is is_right


def test_whoever_types_a_letter_without_a_font_is_told(
    assessment: Assessment, cast: Cast, as_user: Callable[[User], Client]
) -> None:
    """At once with the reply to the save, and again before confirming, with the words around it."""
    anna = as_user(cast.anna)
    indicator = Indicator.objects.first()
    text = f"De naam van de wijk is {RARE} en zo heet zij al lang."
    Answer.objects.create(assessment=assessment, indicator=indicator, text=text)
    assert undrawable(text) == RARE
    assert unprinted_texts(build_report(assessment)) == [(RARE, text)]
    lifecycle.submit_for_review(assessment=assessment)
    asked = anna.get(reverse("ask_to_confirm", args=[assessment.pk])).content.decode()
    assert f"Dit teken kan niet in de pdf: {RARE}" in " ".join(asked.split())
    assert f'<q dir="auto">{text}</q>' in asked
    Answer.objects.update(text="Gewone tekst 협력 🫶")
    asked = anna.get(reverse("ask_to_confirm", args=[assessment.pk])).content.decode()
    assert "kan niet in de pdf" not in asked
