"""Plain text as people type or paste it."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket_eval.prose import Block, Item, blocks, clean_text, has_invisible


def paragraph(text: str) -> Block:
    return Block("paragraph", (Item(text),))


class TestCleanText:
    @pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
    def test_every_kind_of_line_end_becomes_one(self, end):
        """Word, Outlook and old Macs end lines differently; stored text has one kind."""
        assert clean_text(f"eerste{end}tweede") == "eerste\ntweede"

    def test_invisible_characters_go(self):
        """NUL breaks PostgreSQL and control characters break a PDF, so they never come in."""
        assert clean_text("a\x00b\x07c\x1bd\x7fe\ufffef\ud800g") == "abcdefg"

    def test_what_people_type_stays(self):
        """Tabs, emoji, right-to-left text, quotes and markup are text like any other."""
        text = "tab\tmet 😀, שלום, <script>alert(1)</script>, {{7*7}} en =cmd|' /C calc'!A0"
        assert clean_text(text) == text

    def test_accents_are_composed(self):
        """A typed e with a loose accent is the same text as é."""
        assert clean_text("cafe\u0301") == "café"

    def test_white_around_goes(self):
        assert clean_text(" \n\t tekst \r\n ") == "tekst"

    @given(st.text(st.characters()))
    def test_cleaning_twice_is_cleaning_once(self, raw):
        cleaned = clean_text(raw)
        assert clean_text(cleaned) == cleaned
        assert not has_invisible(cleaned)
        assert unicodedata.is_normalized("NFC", cleaned)

    def test_it_says_when_something_goes(self):
        assert has_invisible("a\x00b")
        assert not has_invisible("regel\r\nregel")


class TestBlocks:
    def test_an_empty_text_has_none(self):
        assert blocks("") == ()

    def test_an_empty_line_ends_a_paragraph(self):
        assert blocks("een\ntwee\n\n\ndrie") == (paragraph("een\ntwee"), paragraph("drie"))

    @pytest.mark.parametrize("mark", ["-", "*", "•", "·", "▪", "–", "o\t"])
    def test_bullets_of_word_processors_are_a_list(self, mark):
        assert blocks(f"{mark} een\n{mark} twee") == (Block("bullets", (Item("een"), Item("twee"))),)

    def test_a_line_after_an_item_belongs_to_it(self):
        assert blocks("- een\n  vervolg\n- twee") == (Block("bullets", (Item("een\nvervolg"), Item("twee"))),)

    def test_numbers_are_a_list(self):
        assert blocks("1. een\n2) twee") == (Block("numbers", (Item("een"), Item("twee"))),)

    def test_a_list_goes_on_after_a_paragraph(self):
        """A numbered list that is interrupted keeps its numbers."""
        assert blocks("1. een\n\ntussendoor\n\n2. twee") == (
            Block("numbers", (Item("een"),)),
            paragraph("tussendoor"),
            Block("numbers", (Item("twee"),), start=2),
        )

    def test_a_year_is_no_list(self):
        assert blocks("2024. Een goed jaar.") == (paragraph("2024. Een goed jaar."),)

    def test_a_hyphen_without_space_is_no_bullet(self):
        assert blocks("-5 graden") == (paragraph("-5 graden"),)

    def test_text_then_list_without_empty_line(self):
        assert blocks("Wij doen:\n- dit\n- dat") == (
            paragraph("Wij doen:"),
            Block("bullets", (Item("dit"), Item("dat"))),
        )

    @given(st.text(st.sampled_from("ab1.)- \n\t•o")))
    def test_no_letter_is_lost(self, raw):
        """Whatever the layout, every letter that was typed is shown, in order."""
        text = clean_text(raw)
        shown = "".join(item.text for block in blocks(text) for item in block.items)
        assert [c for c in shown if c in "ab"] == [c for c in text if c in "ab"]


@pytest.mark.parametrize("start", ["-", "1.", "- a", "x"])
def test_a_line_that_ends_in_endless_spaces_takes_no_time(start: str):
    """A pattern that tries every space takes minutes for the longest text, on each page that shows it."""
    before = time.process_time()
    found = blocks(f"{start}{' ' * 100_000}\nen dit")
    assert time.process_time() - before < 1
    assert sum(len(item.text) for block in found for item in block.items) < 20
