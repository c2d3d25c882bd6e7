"""Plain text as people type or paste it."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loket_eval.letters import normal_form
from loket_eval.prose import clean_text, has_invisible
from loket_eval.prose_blocks import Block, Item, blocks

SIGNS = [
    *"\u00ad\u034f\u061c\u115f\u2060\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\u3164\ufeff",
    *"\ufe0f\uffa0\ufffc\U000e0001\U000e0067\U000e0100\U0001d173",
]
CHARACTERS = st.one_of(
    st.characters(),
    st.sampled_from(
        [*SIGNS, *"aé1#👩👧❤⚕🏽🏴🏳کیक्ष葛ᠠ᠋ﬁĳ\u0301\u20e3\u05b0א\u3099か \t\n⠀\u2028", "\U000e007f"]
    ),
)


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

    def test_a_bullet_of_a_font_is_a_bullet_and_what_means_nothing_is_said(self):
        """Word pastes bullets of Symbol and Wingdings, which are empty boxes elsewhere and break
        PDF/UA."""
        raw = "\uf0b7\teen\n  \uf0a7 twee\nlos \uf0b7 \ud7ff\U000e0fff 🫨"
        assert clean_text(raw) == "• een\n  • twee\nlos \ufffd \ufffd\ufffd 🫨"
        assert has_invisible(raw)

    def test_what_people_type_stays(self):
        """Tabs, emoji, right-to-left text, quotes and markup are text like any other."""
        text = "tab\tmet 😀, שלום, <script>alert(1)</script>, {{7*7}} en =cmd|' /C calc'!A0"
        assert clean_text(text) == text

    def test_accents_are_composed(self):
        """A typed e with a loose accent is the same text as é."""
        assert clean_text("cafe\u0301") == "café"

    def test_white_around_goes(self):
        assert clean_text(" \n\t tekst \r\n ") == "tekst"

    @pytest.mark.parametrize("sign", SIGNS, ids=ascii)
    def test_what_nobody_sees_is_taken_out_of_a_word(self, sign):
        """A word with a soft hyphen, a zero-width space or a direction is found like any other."""
        assert clean_text(f"{sign}samen{sign}werking{sign}") == "samenwerking"
        assert clean_text(sign) == clean_text(f" {sign}\n{sign} ") == ""
        assert has_invisible(f"samen{sign}werking")

    def test_ligatures_are_letters(self):
        """A paste from a PDF has ﬁ as one sign, by which no search finds "financiën"."""
        assert (
            clean_text("ﬁnanciën, eﬀect, aﬄuent, ĳver, Ĳssel")
            == "financiën, effect, affluent, ijver, IJssel"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "👩\u200d👩\u200d👧",
            "🏳\ufe0f\u200d⚧\ufe0f",
            "❤\ufe0f\u200d🔥",
            "👩🏽\u200d⚕\ufe0f",
            "1\ufe0f\u20e3",
            "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
            "می\u200cخواهم",
            "ه\u200d.ق",
            "क्\u200dष",
            "ශ්\u200dරී",
            "葛\U000e0100",
            "ᠠ\u180b",
        ],
        ids=ascii,
    )
    def test_joiners_that_are_seen_stay(self, text):
        """In emoji and in Persian, Hindi, Sinhala and the like a joiner changes the shape."""
        assert clean_text(text) == text
        assert not has_invisible(text)
        assert clean_text(f"a\u200d\ufe0f{text}\u200d\u200c ") == clean_text(
            f"a{text}\u200d\u200c "
        )

    def test_joiners_between_other_letters_go(self):
        assert clean_text("Auf\u200clage\u200d 1\ufe0f a\U000e0067\U000e007f") == "Auflage 1 a"

    @given(st.lists(CHARACTERS, max_size=12).map("".join))
    @example("\U0003ffff\U000e0100")
    def test_cleaning_twice_is_cleaning_once(self, raw):
        cleaned = clean_text(raw)
        assert clean_text(cleaned) == cleaned
        assert not has_invisible(cleaned)
        assert unicodedata.is_normalized("NFC", cleaned)

    @given(st.lists(CHARACTERS, max_size=12).map("".join))
    def test_a_cleaned_text_has_nothing_that_nobody_sees(self, raw):
        """Except for a joiner or variant after what it changes, and signs of Arabic and Egyptian
        that are drawn.
        """
        cleaned = clean_text(raw)
        for before, one in zip(" " + cleaned, cleaned, strict=False):
            assert unicodedata.category(one) not in ("Cc", "Cs") or one in "\n\t", ascii(cleaned)
            if one in "\u200c\u200d" or unicodedata.name(one, "").startswith("VARIATION SELECTOR"):
                assert (
                    unicodedata.category(before)[0] in "LMS" or before in "0123456789#*‼⁉〰〽\ufe0f"
                )
                assert not before.isascii() or before in "0123456789#*"
                assert "LATIN" not in unicodedata.name(before, "")
            elif unicodedata.category(one) == "Cf":
                assert (
                    one in "\u180e\u06dd\u070f\u08e2"
                    or "NUMBER" in unicodedata.name(one)
                    or (
                        unicodedata.name(one).startswith(
                            ("ARABIC", "EGYPTIAN", "TAG ", "CANCEL TAG")
                        )
                    )
                ), ascii(one)

    @given(st.lists(CHARACTERS, max_size=12).map("".join))
    def test_composed_and_decomposed_are_the_same_text(self, raw):
        """A Mac writes é as two signs in file names and exports."""
        forms = {clean_text(unicodedata.normalize(form, raw)) for form in ("NFC", "NFD")}
        assert len(forms) == 1

    @given(
        st.lists(st.sampled_from(SIGNS), max_size=3),
        st.sampled_from(["Vrouwenopvang Zeeland", "Één Pünt"]),
    )
    def test_a_name_is_the_same_however_it_is_typed(self, signs, name):
        """Case, accents, white space and what nobody sees make no other name."""
        typed = name.upper().replace(" ", f"\u00a0 {''.join(signs)}")
        assert normal_form(unicodedata.normalize("NFD", typed)) == normal_form(name)
        assert normal_form("'s‑Hertogenbosch") == normal_form("’S-HERTOGENBOSCH")
        assert normal_form("Zeist") != normal_form("Zeisth")

    def test_it_says_when_something_goes(self):
        assert has_invisible("a\x00b")
        assert not has_invisible("regel\r\nregel")


class TestBlocks:
    def test_an_empty_text_has_none(self):
        assert blocks("") == ()

    def test_an_empty_line_ends_a_paragraph(self):
        assert blocks("een\ntwee\n\n\ndrie") == (paragraph("een\ntwee"), paragraph("drie"))

    @pytest.mark.parametrize(
        "mark", ["-", "*", "•", "▪", "–", "o\t", "§\t", "✓", "➢", "\uf0b7\t", "\uf0a7"]
    )
    def test_bullets_of_word_processors_are_a_list(self, mark):
        assert blocks(f"{mark} een\n{mark} twee") == (
            Block("bullets", (Item("een"), Item("twee"))),
        )

    def test_a_line_after_an_item_belongs_to_it(self):
        assert blocks("- een\n  vervolg\n- twee") == (
            Block("bullets", (Item("een\nvervolg"), Item("twee"))),
        )

    def test_numbers_are_a_list(self):
        assert blocks("1. een\n2) twee") == (Block("numbers", (Item("een"), Item("twee"))),)

    def test_a_list_goes_on_after_a_paragraph(self):
        """A numbered list that is interrupted keeps its numbers."""
        assert blocks("1. een\n\ntussendoor\n\n2. twee") == (
            Block("numbers", (Item("een"),)),
            paragraph("tussendoor"),
            Block("numbers", (Item("twee"),), start=2),
        )

    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            (
                "Jaar\tAantal\n2024\t12\n2025\t15",
                (("Jaar", "Aantal"), ("2024", "12"), ("2025", "15")),
            ),
            ("\tNoord\tZuid\nMei\t1\t2", (("", "Noord", "Zuid"), ("Mei", "1", "2"))),
            ("x\ta\t\ny\t\tb", (("x", "a", ""), ("y", "", "b"))),
            ("x\ta\nJuni\t\n\t5", (("x", "a"), ("Juni", ""), ("", "5"))),
            ("\tAantal\nMei\t3\nJuni\t", (("", "Aantal"), ("Mei", "3"), ("Juni", ""))),
        ],
    )
    def test_a_table_from_a_spreadsheet_keeps_its_columns(self, text, rows):
        """A spreadsheet program copies tabs between cells; empty cells keep their place."""
        before, table, after = blocks(f"Cijfers:\n\n{text}\n\nTot slot.")
        assert (table.kind, table.rows) == ("table", rows)
        assert (before, after) == (paragraph("Cijfers:"), paragraph("Tot slot."))
        (alone,) = blocks(clean_text(text))
        assert alone.rows == rows
        assert {block.kind for block in blocks(text, tables=False)} == {"paragraph"}

    @pytest.mark.parametrize(
        ("text", "rows"),
        [
            (
                "Nr\tWat\tWie\n1.\tRooster\tJan\n2.\tMandaat\t",
                (("Nr", "Wat", "Wie"), ("1.", "Rooster", "Jan"), ("2.", "Mandaat", "")),
            ),
            (
                "Soort\tAantal\na) klein\t4\n-\t1",
                (("Soort", "Aantal"), ("a) klein", "4"), ("-", "1")),
            ),
        ],
    )
    def test_a_first_cell_that_looks_like_a_mark_is_a_cell(self, text, rows):
        """Below a row that heads every column: many tables number their rows."""
        (table,) = blocks(text)
        assert (table.kind, table.rows) == ("table", rows)

    @pytest.mark.parametrize(
        "text", ["1.\tRooster\n2.\tMandaat", "Wij\ten\n1.\tvroeg\top\n2.\tlaat"]
    )
    def test_a_list_of_a_word_processor_is_no_table(self, text):
        """It copies a tab after each number."""
        assert blocks(text)[-1] == Block(
            "numbers", tuple(Item(line.split("\t", 1)[1]) for line in text.split("\n")[-2:])
        )

    @pytest.mark.parametrize("text", ["een\ttwee", "\teen\n\ttwee", "een\ttwee\n\ndrie\tvier"])
    def test_a_tab_alone_makes_no_table(self, text):
        assert {block.kind for block in blocks(text)} == {"paragraph"}

    def test_a_year_is_no_list(self):
        assert blocks("2024. Een goed jaar.") == (paragraph("2024. Een goed jaar."),)

    def test_a_hyphen_without_space_is_no_bullet(self):
        assert blocks("-5 graden") == (paragraph("-5 graden"),)

    def test_letters_are_a_list_when_a_second_follows(self):
        """As Word and LibreOffice number the second and third level; one letter may be the start of
        a sentence."""
        assert blocks("1. een\na) aa\n\ni.\tx\nii.\ty\nb) bb\n2. twee") == (
            Block("numbers", (Item("een"),)),
            Block("letters", (Item("aa"),), level=1),
            Block("roman", (Item("x"), Item("y")), level=2),
            Block("letters", (Item("bb"),), start=2, level=1),
            Block("numbers", (Item("twee"),), start=2),
        )

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("1. a\n\n2. b\n\n3. c", ["1.", "2.", "3."]),
            ("1. a\n\nx\n- p\n\n2. b", ["1.", "", "•", "2."]),
            ("1. a\na) p\nb) q\n2. b\na) r\nb) s", ["1.", " a. b.", "2.", " a. b."]),
            ("a) p\nb) q\n\nx\n\nc) r", ["a. b.", "", "c."]),
            ("- a\n  - p\n    - q\n- b", ["•", " •", "  •", "•"]),
            ("  - a\n  - b\n  - c", ["• • •"]),
            ("1. a\n   1. p\n   2. q\n2. b", ["1.", " 1. 2.", "2."]),
            ("1. a\n- p\n1. b\n- q", ["1.", " •", "1.", " •"]),
            ("- a\n1. p\n2. q\n- b", ["•", " 1. 2.", "•"]),
            ("1. a\n\n- los\n\n2. b", ["1.", "•", "2."]),
            ("1. a\n\ti.\tp\n\tii.\tq\n2. b", ["1.", " i. ii.", "2."]),
            ("Wij doen:\n– dit\n–\u00a0dat\n—\u2009en", ["", "• • •"]),
            ("−\ta\n‑ b", ["• •"]),
        ],
    )
    def test_a_list_keeps_its_marks_and_its_place_in_another(self, text, shown):
        """A space in `shown` is a list further in."""
        found = [" " * block.level + " ".join(block.marks) for block in blocks(text)]
        assert found == shown

    @pytest.mark.parametrize(
        "text",
        [
            "a) alleen dit\nen dat",
            "i.v.m. ziekte\nii. x",
            "3 jaar\n4 jaar",
            "b. x\nc. y",
            "§ 3 en\n§ 4 van de wet",
        ],
    )
    def test_what_only_looks_like_a_list_is_a_sentence(self, text):
        assert blocks(text) == (paragraph(text),)

    def test_done_and_not_done_stay_as_typed(self):
        """A sign that says something is no bullet."""
        assert blocks("✓ gedaan\n✗ niet gedaan") == (paragraph("✓ gedaan\n✗ niet gedaan"),)

    def test_text_then_list_without_empty_line(self):
        assert blocks("Wij doen:\n- dit\n- dat") == (
            paragraph("Wij doen:"),
            Block("bullets", (Item("dit"), Item("dat"))),
        )

    @given(
        st.lists(st.sampled_from([*"abi1.)- \n\t•§", "\na) ", "\nb) ", "\ni. ", "\nii. ", "\n2. "]))
    )
    def test_no_word_is_lost(self, parts):
        """Whatever the layout, every word that was typed is shown, in order, with the number or
        letter before it."""
        text = clean_text("".join(parts))
        marks = {
            "numbers": str,
            "letters": lambda place: chr(96 + place),
            "roman": ["-", "i", "ii", "iii", "iv", "v", "vi"].__getitem__,
        }
        shown = ""
        for block in blocks(text):
            for place, item in enumerate(block.items, start=block.start):
                shown += marks.get(block.kind, lambda _place: "")(place) + item.text
        assert [c for c in shown if c in "abi12"] == [c for c in text if c in "abi12"]


@pytest.mark.parametrize("start", ["-", "1.", "- a", "x"])
def test_a_line_that_ends_in_endless_spaces_takes_no_time(start: str):
    """A pattern that tries every space takes minutes for the longest text, on each page that shows
    it."""
    before = time.process_time()
    found = blocks(f"{start}{' ' * 100_000}\nen dit")
    assert time.process_time() - before < 1
    assert sum(len(item.text) for block in found for item in block.items) < 20
