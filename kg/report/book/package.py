"""The files of a workbook around its sheets, and all of them as one.

They are those that openpyxl writes, byte for byte, without the quarter of a second that it takes
to load it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from kg.report.book.styles import Styles
from kg.report.book.xml_text import attribute
from kg.report.xml_text import escape

__all__ = ["BookSheet", "entry", "packed"]

_SCHEMAS = "http://schemas.openxmlformats.org"
_OFFICE = f"{_SCHEMAS}/officeDocument/2006"
_PACKAGE = f"{_SCHEMAS}/package/2006"
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main"
_KINDS = "application/vnd.openxmlformats-"
_SPREAD = f"{_KINDS}officedocument.spreadsheetml"
#: What every workbook has beside its sheets, with the kind of each.
_OTHERS = (
    ("/xl/styles.xml", f"{_SPREAD}.styles+xml"),
    ("/xl/theme/theme1.xml", f"{_KINDS}officedocument.theme+xml"),
    ("/docProps/core.xml", f"{_KINDS}package.core-properties+xml"),
    ("/docProps/app.xml", f"{_KINDS}officedocument.extended-properties+xml"),
)
_DEFAULTS = (("rels", f"{_KINDS}package.relationships+xml"), ("xml", "application/xml"))
_ROOT = (
    (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
)
_SHEET_KIND = f"{_OFFICE}/relationships/worksheet"
_LAST = (
    (f"{_OFFICE}/relationships/styles", "styles.xml"),
    (f"{_OFFICE}/relationships/theme", "theme/theme1.xml"),
)
_VIEW = (
    '<workbookPr /><workbookProtection /><bookViews><workbookView visibility="visible" '
    'minimized="0" showHorizontalScroll="1" showVerticalScroll="1" showSheetTabs="1" '
    'tabRatio="600" firstSheet="0" activeTab="0" autoFilterDateGrouping="1" /></bookViews>'
)
_NAMES = (
    ("_FilterDatabase", ' hidden="1"', "$A$1:${last}${rows}"),
    ("Print_Titles", "", "$1:$1"),
    ("Print_Area", "", "$A$1:${printed}${rows}"),
)
_CREATOR = "kg check"
#: Zip knows no year before.
_FIRST_YEAR = 1980


@dataclass(frozen=True)
class BookSheet:
    """A sheet: its name, the letters of the last and the last printed column, the last row, its text in pieces."""

    name: str
    last: str
    printed: str
    rows: int
    text: Iterable[str]


def _path(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _app() -> str:
    """Who writes it: the library whose form this is."""
    library = version("openpyxl")
    return (
        f'<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>Microsoft Excel Compatible / Openpyxl {library}</Application>"
        f"<AppVersion>{library.rpartition('.')[0]}</AppVersion></Properties>"
    )


def _core(moment: datetime) -> str:
    when = f'xsi:type="dcterms:W3CDTF">{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:creator>{_CREATOR}</dc:creator><dcterms:created {when}</dcterms:created>"
        f"<dcterms:modified {when}</dcterms:modified></cp:coreProperties>"
    )


@cache
def _theme() -> str:
    """The theme of the library, from its file: the library itself is not loaded."""
    home = find_spec("openpyxl")
    place = Path(str(home and home.origin)).parent / "writer" / "theme.py"
    found = spec_from_file_location("kg_book_theme", place)
    if found is None or found.loader is None:
        raise ImportError(name=str(place))
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return str(module.theme_xml)


def _relations(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f'<Relationships xmlns="{_PACKAGE}/relationships">'
    for number, (kind, target) in enumerate(pairs, start=1):
        yield f'<Relationship Type="{kind}" Target="{target}" Id="rId{number}" />'
    yield "</Relationships>"


def _kinds(sheets: Sequence[BookSheet]) -> Iterator[str]:
    yield f'<Types xmlns="{_PACKAGE}/content-types">'
    for ending, kind in _DEFAULTS:
        yield f'<Default Extension="{ending}" ContentType="{kind}" />'
    named = list(_OTHERS)
    for number in range(1, len(sheets) + 1):
        named.append((f"/{_path(number)}", f"{_SPREAD}.worksheet+xml"))
    named.append(("/xl/workbook.xml", f"{_SPREAD}.sheet.main+xml"))
    for name, kind in named:
        yield f'<Override PartName="{name}" ContentType="{kind}" />'
    yield "</Types>"


def _named(index: int, sheet: BookSheet) -> Iterator[str]:
    """The names of the filtered rows, of the heading on every page, and of what is printed."""
    home = sheet.name.replace("'", "''")
    for name, more, cells in _NAMES:
        place = cells.format(last=sheet.last, printed=sheet.printed, rows=sheet.rows)
        yield f'<definedName name="_xlnm.{name}" localSheetId="{index}"{more}>'
        yield escape(f"'{home}'!{place}") + "</definedName>"


def _book(sheets: Sequence[BookSheet]) -> Iterator[str]:
    yield f'<workbook xmlns:r="{_OFFICE}/relationships" xmlns="{_MAIN}">{_VIEW}<sheets>'
    for number, sheet in enumerate(sheets, start=1):
        name = attribute(sheet.name)
        yield f'<sheet name="{name}" sheetId="{number}" state="visible" r:id="rId{number}" />'
    yield "</sheets><definedNames>"
    for index, sheet in enumerate(sheets):
        yield from _named(index, sheet)
    yield '</definedNames><calcPr calcId="124519" fullCalcOnLoad="1" /></workbook>'


def _files(
    sheets: Iterable[BookSheet], styles: Styles, moment: datetime
) -> Iterator[tuple[str, Iterable[str]]]:
    """Every file in the order of the library; the styles are known when the sheets are written."""
    written: list[BookSheet] = []
    yield "docProps/app.xml", [_app()]
    yield "docProps/core.xml", [_core(moment)]
    yield "xl/theme/theme1.xml", [_theme()]
    related = []
    for number, sheet in enumerate(sheets, start=1):
        yield _path(number), sheet.text
        related.append((_SHEET_KIND, f"/{_path(number)}"))
        written.append(replace(sheet, text=()))
    yield "xl/styles.xml", styles.xml()
    yield "_rels/.rels", _relations(_ROOT)
    yield "xl/workbook.xml", _book(written)
    yield "xl/_rels/workbook.xml.rels", _relations([*related, *_LAST])
    yield "[Content_Types].xml", _kinds(written)


def entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """A file of an archive that carries this time and nothing of the machine."""
    now = moment.astimezone(UTC)
    year = max(now.year, _FIRST_YEAR)
    made = zipfile.ZipInfo(name, (year, now.month, now.day, now.hour, now.minute, now.second))
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 0
    made.external_attr = 0
    return made


def packed(sheets: Iterable[BookSheet], styles: Styles, moment: datetime) -> bytes:
    """The workbook, made at ``moment``; one sheet is in memory at a time, and its text never whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in _files(sheets, styles, moment):
            with archive.open(entry(name, moment), "w") as file:
                for piece in text:
                    file.write(piece.encode())
    return out.getvalue()
