"""Plain text as people type or paste it, cleaned when it comes in.

How it is shown, as paragraphs and lists, is in prose_blocks.py.
"""

import re
import unicodedata

# Word processors use these for what people see as the end of a line.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Characters that nobody types on purpose, that XML and PDF can't contain, or that PostgreSQL
# refuses (NUL).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    # Hyphens and joins that only say where a line may break, fillers without ink, directions (each
    # paragraph finds its own), and signs for programs. People can't see them, so they can't search
    # for them or take them out.
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)
# Typesetters' shapes of ordinary letters, as a paste from a PDF has them.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | {"Ĳ": "IJ", "ĳ": "ij", "\u2800": " "}
)
# Word's bullets: private-use characters that only mean something in its own fonts (Symbol,
# Wingdings).
_FONT_BULLET = re.compile(r"^([ \t]*)[\ue000-\uf8ff][ \t]*", re.MULTILINE)
UNREADABLE = "\ufffd"
# A row of a table, as a spreadsheet program copies it, has a tab behind a word.
_ROW = re.compile(r"\S *\t")
_FIRST_TABS, _LAST_TABS = re.compile(r"\t+"), re.compile(r"\t+\Z")


def _letters_of(*ranges: tuple[int, int]) -> str:
    """Return the letters and vowel signs in these ranges, for use in a character class."""
    letters = (chr(at) for first, last in ranges for at in range(first, last + 1))
    return "".join(one for one in letters if unicodedata.category(one)[0] in "LM")


# Invisible characters that change what is seen, between the neighbours with which they do so:
# joiners in emoji and in scripts whose letters change shape, and the variants of emoji and
# ideographs.
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_VARIED = f"{_EMOJI}\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MONGOLIAN = _letters_of((0x1820, 0x18AA))
# Arabic, Syriac and N'Ko; the scripts of India; Tibetan to Khmer; Mongolian; Balinese to Meetei.
_SHAPED = _letters_of(
    *((0x620, 0x74F), (0x750, 0xDFF), (0xF40, 0x109F), (0x1780, 0x17FF), (0x1820, 0x18AA)),
    *((0x1A00, 0x1CFF), (0xA840, 0xABFF), (0xFB50, 0xFEFC), (0x10A60, 0x11FFF), (0x1E900, 0x1E94B)),
)
_JOINERS = "\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
_SHAPED = re.sub(f"[{_JOINERS}]", "", _SHAPED)
_JOINED = re.compile(
    rf"(?=[{_JOINERS}\U0001f3f4])(?:("
    rf"(?<=[{_VARIED}])[\ufe0e\ufe0f]"
    rf"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f)\u200d(?=[{_EMOJI}])"
    r"|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f"
    rf"|(?<=[{_IDEOGRAPH}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    rf"|(?<=[{_MONGOLIAN}])[\u180b-\u180f]"
    rf"|(?<=[{_SHAPED}])\u200c(?=[{_SHAPED}])|(?<=[{_SHAPED}])\u200d"
    rf")|[{_JOINERS}])"
)
_JOINER = re.compile(f"[{_JOINERS}]")
_JOINER_TWICE = re.compile(f"([{_JOINERS}])\\1+")


def clean_text(raw: str) -> str:
    """Return `raw` as people see it, in NFC and with one kind of line end.

    Invisible characters go; unreadable ones become U+FFFD. So does the white space around it, but
    for the empty cells with which a table begins and ends.
    """
    # Most short texts are letters that everybody has, on one line: nothing to look for in those.
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    text = unicodedata.normalize("NFC", _visible(_composed(raw)))
    stripped = text.strip()
    if "\t" not in text or "\n" not in stripped:
        return stripped
    first, _, after = text.partition(stripped)
    lines = stripped.split("\n")
    before = _LAST_TABS.search(first) if _ROW.search(lines[1]) else None
    behind = _FIRST_TABS.match(after) if _ROW.search(lines[-2]) else None
    return f"{before[0] if before else ''}{stripped}{behind[0] if behind else ''}"


def _composed(raw: str) -> str:
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw))


def _visible(text: str) -> str:
    """Return `text` without invisible characters, ligatures and bullets of a font."""
    text = _INVISIBLE.sub("", text)
    if text.isascii():
        return text
    # First: what joins or varies an unreadable character has nothing to join.
    text = readable(text)
    if _JOINER.search(text):
        text = _JOINED.sub(r"\1", _JOINER_TWICE.sub(r"\1", text))
    return text.translate(_LIGATURES)


def readable(text: str) -> str:
    """Return `text` with U+FFFD for characters that mean nothing, and with real bullets."""
    if text.isascii() or not any(map(_means_nothing, set(text))):
        return text
    bulleted = _FONT_BULLET.sub("\\1• ", text)
    return "".join(UNREADABLE if _means_nothing(character) else character for character in bulleted)


def _means_nothing(character: str) -> bool:
    # New emoji come out every year, before this Python knows them.
    return (
        unicodedata.category(character) in {"Co", "Cn"}
        and not "\U0001f000" <= character <= "\U0001faff"
    )


def has_invisible(raw: str) -> bool:
    """Return whether `clean_text` would remove or replace invisible or unreadable characters."""
    text = _composed(raw)
    return _visible(text) != text
