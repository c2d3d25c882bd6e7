"""How the paragraph styles of a Word document look."""

from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

_FONT = "Calibri"
# For letters that Calibri hasn't: Hebrew with its vowels, Arabic and Thai; Chinese. Word finds
# another font by itself for the rest.
_COMPLEX, _EAST_ASIAN = "Tahoma", "Microsoft YaHei"
_INK, _SOFT, _ACCENT = (
    RGBColor(0x1B, 0x24, 0x30),
    RGBColor(0x4D, 0x58, 0x66),
    RGBColor(0x0F, 0x4C, 0x5C),
)


@dataclass(frozen=True)
class Look:
    """The look of a paragraph style: sizes and spaces in points, the indent in centimetres."""

    size: float = 11
    color: RGBColor = _INK
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    indent: float = 0
    keep: bool = False  # on one page with what follows


STYLES = {
    "Normal": Look(),
    "Title": Look(size=28, color=_ACCENT, bold=True, before=12, after=12),
    "Subtitle": Look(size=14, color=_SOFT, after=6),
    "Heading 1": Look(size=20, color=_ACCENT, bold=True, before=24, after=10, keep=True),
    "Heading 2": Look(size=14, color=_ACCENT, bold=True, before=16, after=6, keep=True),
    "Heading 3": Look(bold=True, before=12, after=4, keep=True),
    "List Bullet": Look(after=3),
    "List Number": Look(after=3),
    "List Continue": Look(after=3, indent=0.8),
    "Caption": Look(size=10, color=_SOFT, bold=True, before=8, after=4, keep=True),
    "Header": Look(size=9, color=_SOFT),
    "Footer": Look(size=9, color=_SOFT),
    "toc 1": Look(after=4),
    "Figuur": Look(before=4, after=8),
    # Our own styles. Their names are Dutch because people choose from them in Word.
    "Inhoudskop": Look(size=20, color=_ACCENT, bold=True, after=10, keep=True),
    "Kern": Look(size=12, bold=True),
    "Oordeel": Look(bold=True, color=_ACCENT, after=4, keep=True),
    "Onderbouwing": Look(indent=0.7, color=_SOFT),
    "Citaat": Look(indent=0.7, italic=True, keep=True),
    "Verwijzing": Look(size=10, color=_SOFT),
    "Ontbreekt": Look(italic=True, color=_SOFT),
    "Tabeltekst": Look(size=10, after=2),
}


def dress(style: ParagraphStyle, look: Look) -> None:
    """Give a style of python-docx its look."""
    font, layout = style.font, style.paragraph_format
    properties = style.element.get_or_add_rPr()
    # The template names a font of the theme there, which would go before ours.
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    font.name, font.size, font.bold, font.italic = _FONT, Pt(look.size), look.bold, look.italic
    font.color.rgb = look.color
    fonts = properties.find(qn("w:rFonts"))
    fonts.set(qn("w:cs"), _COMPLEX)
    fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
    # Word has a size, a bold and an italic of their own for letters of complex scripts.
    for name in ("b", "i", "sz"):
        value = properties.find(qn(f"w:{name}"))
        for old in properties.findall(qn(f"w:{name}Cs")):
            properties.remove(old)
        same = value.makeelement(qn(f"w:{name}Cs"), dict(value.attrib))
        value.addnext(same)
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.line_spacing = 1.15
    layout.keep_with_next = look.keep
    layout.widow_control = True
    if look.indent:
        layout.left_indent = Cm(look.indent)
    # The template draws a line under titles.
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
