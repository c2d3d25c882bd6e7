"""Corrections to the tagged PDF that WeasyPrint made, just before it is written.

Table headers say what they head. Links are described by their words and get printed. Running
headers and footers aren't content. What continues on the next page is one element. Embedded files
have no date that nobody gave. An archive edition says that it is accessible, too.
"""

import zlib
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import pydyf
from weasyprint.pdf.stream import Stream as Drawing

from .page_joining import join_pages
from .structure_tree import Structure

Finisher = Callable[[Any, Any], None]


class EmbeddedFile(Protocol):
    """What the finisher needs to know of an embedded file."""

    @property
    def name(self) -> str: ...
    @property
    def day(self) -> object | None: ...


_PRINTED = 1 << 2

# PDF/A only allows properties that it knows or that the file itself describes (ISO 19005-3,
# 6.6.2.3).
_ALSO_UA = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed\
</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def finisher(variant: str, files: Sequence[EmbeddedFile]) -> Finisher:
    """Return the function that WeasyPrint calls with the layout and the PDF it made of it."""
    archive = variant.startswith("pdf/a")

    def finish(document: Any, pdf: Any) -> None:
        _describe_links(document)
        # Running text goes before the pages are joined: it stands between the two halves of what is
        # joined.
        structure = Structure(pdf)
        _scope_headers(structure)
        _make_running_text_artifacts(structure)
        join_pages(document, structure)
        _soften_hyphens(pdf)
        _settle_files(pdf, files)
        _settle_metadata(pdf, also_accessible=archive)
        if archive:
            _settle_streams(pdf)

    return finish


def _describe_links(document: Any) -> None:
    for page in document.pages:
        for _kind, target, _rectangle, box in page.links:
            if annotation := getattr(box, "link_annotation", None):
                link_text = box.element.get("title") or "".join(box.element.itertext()).strip()
                # PDF/UA-1 asks for a description of each link (7.18.5), and PDF/A for links that
                # get printed.
                annotation["Contents"] = pydyf.String(link_text or target)
                annotation["F"] = _PRINTED


def _scope_headers(structure: Structure) -> None:
    """Say of each header cell whether it heads a column or a row."""
    for element in structure:
        if element["S"] == "/TH":
            row = structure.at(element["P"])
            in_head = structure.at(row["P"])["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"


def _make_running_text_artifacts(structure: Structure) -> None:
    """Take the text in the margins out of the content: it would be read aloud in mid-sentence.

    WeasyPrint makes elements for it whose parent is the document, but doesn't list them among the
    document's children.
    """
    whole = structure.whole
    listed = set(whole["K"])
    structure.make_artifacts(
        [
            item
            for item in structure
            if item["P"] == whole.reference and item.reference not in listed
        ]
    )


def _soften_hyphens(pdf: Any) -> None:
    """Say of hyphens at line ends that they aren't part of the word, which is then read as one."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.stream[:1] == [
            b"/CIDInit /ProcSet findresource begin"
        ]:
            # In the table from glyphs to characters, a hyphen (U+2010) becomes a soft hyphen
            # (U+00AD).
            item.stream = [line.replace(b" <2010>", b" <00ad>") for line in item.stream]


def _settle_files(pdf: Any, files: Sequence[EmbeddedFile]) -> None:
    undated = {pydyf.String(file.name).data for file in files if file.day is None}
    for item in pdf.objects:
        if (
            isinstance(item, dict)
            and item.get("Type") == "/Filespec"
            and item["UF"].data in undated
        ):
            parameters = _object_at(pdf, item["EF"]["F"]).extra["Params"]
            del parameters["CreationDate"], parameters["ModDate"]
    if "AF" in pdf.catalog:
        # WeasyPrint lists each file twice.
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _settle_metadata(pdf: Any, *, also_accessible: bool) -> None:
    metadata = _object_at(pdf, pdf.catalog["Metadata"])
    # Archives and search engines look for the metadata in the bytes of the file.
    metadata.compress = False
    if also_accessible:
        metadata.stream = [
            part.replace(b"</rdf:RDF>", _ALSO_UA + b"</rdf:RDF>") for part in metadata.stream
        ]


def _settle_streams(pdf: Any) -> None:
    """Compress each stream once, and let none end with a carriage return.

    WeasyPrint would compress again for the identifier. A checker takes a carriage return and the
    line end after it for one line end, and the stream for a byte too short.
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            compressed = _compressed(item)
            if compressed.endswith(b"\r") and isinstance(item, Drawing):
                # An empty line more changes the last compressed byte, and nothing in the drawing.
                item.stream.append(b"")
                compressed = _compressed(item)
            if not compressed.endswith(b"\r"):
                item.stream, item.extra = [compressed], {**item.extra, "Filter": "/FlateDecode"}
            item.compress = False


def _compressed(stream: Any) -> bytes:
    content: bytes = (
        pydyf.Stream(stream.stream).data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
    )
    return zlib.compress(content, level=9)


def _object_at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
