"""What surrounds the rows of the workbook is byte for byte what openpyxl writes."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from kg.report.book.grid import BookGrid, Toned
from kg.report.book.texts import text
from kg.report.book.write import written
from kg.report.book.xml_text import column
from tests.support.book_by_library import by_library

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ROWS = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
GRIDS = [
    BookGrid(
        "a&b'c",
        (("x\ny", 10), ("z", 400)),
        [
            ["=1", 3],
            [date(2025, 3, 4), Toned(date(2024, 2, 29), "day")],
            [Toned("=x", "bad"), Toned("y", "strong")],
        ],
        about='x & y <z>\n"q"',
        choices={0: ("a<b", 'c"d', "é")},
        dates=(1,),
    ),
    BookGrid("kosong", (("x", 13),), [], choices={0: ("a",)}, dates=(0,)),
    BookGrid("lebar", tuple((f"k{n}", 9) for n in range(40)), [["x"] * 40], printed=3),
]
#: Tone, date and leading sign of the cells above, in the order in which they are written.
TONES = [
    ("strong", False, False),
    ("", False, True),
    ("", False, False),
    ("", True, False),
    ("day", True, False),
    ("bad", False, True),
]


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("grids", "tones"), [(GRIDS, TONES), (GRIDS[1:2], TONES[:1])])
def test_files_around_the_rows_are_those_of_the_library(grids, tones, lang):
    """Sheets with and without rows, dates, choices, signs of XML in every place."""
    words = [text("word", key, lang) for key in ("pick", "date", "page")]
    theirs = by_library(grids, tones, words, MOMENT)
    ours = _files(written(grids, lang, MOMENT))
    assert list(ours) == list(theirs)
    for name, data in ours.items():
        if name == "docProps/core.xml":  # the library writes the time of the day
            data = data.replace(b"2026-01-02T03:04:05Z</dcterms:modified>", b"</dcterms:modified>")
            theirs[name] = re.sub(
                rb"[^>]*</dcterms:modified>", b"</dcterms:modified>", theirs[name]
            )
        bare = ROWS.sub(b"<sheetData></sheetData>", data)
        assert bare == theirs[name], name


def test_cells_are_read_as_they_were_meant():
    """Numbers, dates and texts that begin like a formula."""
    book = openpyxl.load_workbook(io.BytesIO(written(GRIDS, "id", MOMENT)))
    sheet = book["a&b'c"]
    assert [cell.value for cell in sheet[2]] == ["=1", 3]
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].value.date() == date(2025, 3, 4)
    assert sheet["B3"].number_format == "yyyy-mm-dd"


def test_columns_and_days_are_counted_as_the_library_counts_them():
    """Letters of all columns a sheet may have, serial numbers of days."""
    numbers = [*range(1, 800), 16_384]
    assert [column(number) for number in numbers] == list(map(get_column_letter, numbers))
    for day in (date(1901, 1, 1), date(2000, 2, 29), date(2099, 12, 31)):
        cells = written([BookGrid("h", (("x", 9),), [[day]])], "id", MOMENT)
        row = _files(cells)["xl/worksheets/sheet1.xml"]
        assert f"<v>{to_excel(day):.16g}</v>".encode() in row


def test_a_report_of_sheets_does_not_load_the_library(tmp_path):
    """Loading it is a quarter of a second of a bundle of one kecamatan."""
    code = (
        "import sys; from datetime import datetime, UTC\n"
        "import kg.report.book.workbook, kg.report.bundle.write\n"
        "from kg.report.book.write import written; from kg.report.book.grid import BookGrid\n"
        "written([BookGrid('a', (('x', 9),), [['y']])], 'id', datetime.now(UTC))\n"
        "sys.exit('openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert done.returncode == 0
