"""A plain WordprocessingML document: paragraphs and tables, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from kg.safe_text import visible

__all__ = ["document", "paragraph", "table"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATED = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" '
    'Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
#: A4 upright with margins of 25 mm, in twentieths of a point.
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1417" '
    'w:bottom="1134" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _run(text: str, *, bold: bool, small: bool) -> str:
    size = 18 if small else 22
    look = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    if bold:
        look += "<w:b/>"
    look += f'<w:sz w:val="{size}"/>'
    lines = visible(text.replace("\r\n", "\n")).split("\n")
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r><w:rPr>{look}</w:rPr>{told}</w:r>"


def paragraph(
    text: str = "", *, bold: bool = False, small: bool = False, after: int = 6, indent: int = 0
) -> str:
    """One paragraph.

    :param after: the space below it, in points.
    :param indent: how far it stands to the right, in points.
    """
    look = f'<w:spacing w:after="{after * 20}"/>'
    if indent:
        look += f'<w:ind w:left="{indent * 20}"/>'
    run = _run(text, bold=bold, small=small) if text else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{run}</w:p>"


def _cell(text: str, width: int, *, bold: bool, small: bool) -> str:
    inside = paragraph(text, bold=bold, small=small, after=2)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width * 20}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def table(
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
    head: Sequence[str] = (),
) -> str:
    """A table with the widths of its columns in points.

    With a head it is ruled, and the head is repeated on the next page; without one it only aligns.
    """
    ruled = bool(head)
    borders = ""
    if ruled:
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>' for side in _SIDES)
        borders = f"<w:tblBorders>{lines}</w:tblBorders>"
    columns = "".join(f'<w:gridCol w:w="{width * 20}"/>' for width in widths)
    made = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}'
    made += f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    if ruled:
        cells = zip(head, widths, strict=True)
        told = "".join(_cell(text, width, bold=True, small=True) for text, width in cells)
        made += f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{told}</w:tr>"
    for row in rows:
        cells = zip(row, widths, strict=True)
        told = "".join(_cell(text, width, bold=False, small=ruled) for text, width in cells)
        made += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{told}</w:tr>"
    return f"{made}</w:tbl>{paragraph(after=4)}"


def _core(title: str, when: datetime) -> str:
    at = when.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(visible(title))}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created></cp:coreProperties>'
    )


def document(title: str, when: datetime, body: Iterable[str]) -> bytes:
    """The file, from its paragraphs and tables."""
    text = f'<w:document xmlns:w="{_W}"><w:body>{"".join(body)}{_PAGE}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATED,
        "docProps/core.xml": _core(title, when),
        "word/document.xml": text,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), f"{_HEAD}{part}", zipfile.ZIP_DEFLATED)
    return made.getvalue()
