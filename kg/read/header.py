"""Where the header of a sheet is, and which column each of its cells means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.model.form import Column, Sheet
from kg.model.spelling import close_words, plain, word_key
from kg.read.grid import Grid, Line

__all__ = ["Header", "find_header"]

#: Rows in which a header is looked for: letterheads and titles take no more.
_SEARCHED = 25
# "2025", "Target 2025", "Target Tahun 2025", "Tahun 2025": anything else before a year, such as
# "Realisasi", makes it another column.
_YEAR = re.compile(r"(?:target|kinerja|tahun|thn|th|ta|ke|rencana)*((?:19|20|21)\d\d)(?:target)?")
#: What stands in brackets explains a heading: Pagu (Rp), Target [2025].
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
#: Two headings in one cell: Program/Kegiatan, Tujuan dan Sasaran.
_JOINED = re.compile(r"\s*[/|&]\s*|\s+(?:dan|atau|serta)\s+", re.IGNORECASE)
#: A year in a heading says which column it is, not what it means.
_OF_YEAR = re.compile(r"\b(?:tahun|thn|th\.?)?\s*(?:19|20|21)\d\d\b", re.IGNORECASE)
#: A merged range of a sheet: A1:C2.
_SPAN = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Header:
    """The header of a sheet.

    Columns of the form, years and unknown words by place, and its last row.
    """

    first: int
    last: int
    columns: dict[int, Column] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    twice: dict[int, Column] = field(default_factory=dict)

    @property
    def score(self) -> int:
        """How many cells are understood."""
        return len(self.columns) + len(self.years)

    @property
    def width(self) -> int:
        """The last column that has a header, counted from 0."""
        return max((*self.columns, *self.years, *self.unknown, *self.twice), default=-1)

    def missing(self, sheet: Sheet) -> list[Column]:
        """Required columns that no cell stands for; year columns stand for year and value."""
        found = {column.name for column in self.columns.values()}
        if self.years:
            found.add("tahun")
        return [column for column in sheet.required if column.name not in found]

    def slips(self, sheet: Sheet) -> dict[int, str]:
        """Unknown words that are most likely a misspelt column which is not there otherwise."""
        taken = {column.name for column in self.columns.values()}
        words: dict[str, str] = {}
        for column in sheet.columns:
            if column.name not in taken:
                words.update(dict.fromkeys((*column.aliases, column.name), column.name))
        found: dict[int, str] = {}
        for index, text in self.unknown.items():
            near = close_words(text, list(words))
            # A word that differs in its number only ("Catatan 2") is another column, not a slip.
            if near and re.sub(r"\d", "", word_key(text)) != word_key(near[0]):
                found[index] = words[near[0]]
        return found


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _texts(line: Line) -> dict[int, str]:
    """The words of a header row; a merged cell stands above every column that it covers."""
    found: dict[int, str] = {}
    for index, cell in line.cells.items():
        text = plain(cell.text)
        if not text:
            continue
        span = _SPAN.fullmatch(cell.merged)
        if span:
            right = _column_index(span[3])
        else:
            right = index
        for covered in range(index, right + 1):
            found.setdefault(covered, text)
    return found


def _year(text: str) -> int | None:
    match = _YEAR.fullmatch(word_key(text))
    if match:
        return int(match[1])
    return None


def _resolve(sheet: Sheet, text: str) -> Column | None:
    """The column that the words mean, also when a year or a remark in brackets stands behind them."""
    bare = _OF_YEAR.sub(" ", _BRACKETS.sub(" ", text))
    whole = sheet.resolve(text) or (sheet.resolve(bare) if plain(bare) else None)
    return whole or _of_all(sheet, bare)


def _of_all(sheet: Sheet, text: str) -> Column | None:
    """The column that every one of several words means (*Sumber Data/Bukti Dukung*)."""
    parts = list(filter(plain, _JOINED.split(text)))
    if len(parts) == 1:
        return None
    first, *others = map(sheet.resolve, parts) if parts else [None]
    return first if all(other == first for other in others) else None


def _read(sheet: Sheet, readings: dict[int, list[str]], first: int, last: int) -> Header:
    """What the words of a header mean; the readings of a cell are tried in their order."""
    header = Header(first, last)
    for index, texts in sorted(readings.items()):
        year = None
        if sheet.years is not None:
            year = next((y for y in map(_year, texts) if y is not None), None)
        known = (_resolve(sheet, text) for text in texts)
        column = next((c for c in known if c is not None), None)
        if year is not None:
            header.years[index] = year
        elif column is None:
            # A sign alone, such as a number sign or a colon, is no word that anyone could mend.
            if word_key(texts[0]):
                header.unknown[index] = texts[0]
        elif column in header.columns.values():
            header.twice[index] = column
        else:
            header.columns[index] = column
    return header


def _single(sheet: Sheet, line: Line) -> Header:
    readings = {}
    for index, text in _texts(line).items():
        readings[index] = [text]
    return _read(sheet, readings, line.number, line.number)


def _double(sheet: Sheet, upper: Line, lower: Line) -> Header:
    """A header over two rows: the lower word, with or without the word above it."""
    above = _texts(upper)
    below = _texts(lower)
    readings: dict[int, list[str]] = {}
    group = ""
    for index in range(max((*above, *below), default=-1) + 1):
        group = above.get(index) or (group if index in below else "")
        word = below.get(index, "")
        texts = [f"{group} {word}", word, above.get(index, "")]
        if word == group:
            texts = [word]
        kept = list(filter(None, map(plain, texts)))
        if kept:
            readings[index] = list(dict.fromkeys(kept))
    return _read(sheet, readings, upper.number, lower.number)


def _is_lower(sheet: Sheet, line: Line) -> bool:
    """Whether a row can be the lower half of a header: most of its words are columns or years."""
    texts = _texts(line).values()
    known = []
    for t in texts:
        known.append(_resolve(sheet, t) is not None or _year(t) is not None)
    return sum(known) * 2 > len(known)


def _is_numbering(line: Line) -> bool:
    """Whether a row only counts the columns: (1) (2) (3)."""
    texts = [line.cells[index].text for index in sorted(line.cells)]
    numbers = [plain(text).strip("(). ") for text in texts]
    counted = list(map(str, range(1, len(texts) + 1)))
    return len(texts) > 2 and numbers == counted


def _better(sheet: Sheet, one: Header, other: Header) -> Header:
    """The header that is complete, or understands more; the one further up when neither does."""
    rank_one = (not one.missing(sheet), one.score)
    rank_other = (not other.missing(sheet), other.score)
    if rank_other > rank_one:
        return other
    return one


def _without_header(sheet: Sheet, lines: tuple[Line, ...]) -> Header | None:
    """The sheet of identity needs no header: its keys tell which column they stand in."""
    if not sheet.entries:
        return None
    key, value = sheet.columns[:2]
    for line in lines:
        # A colon in a column of its own stands between key and value.
        filled = []
        for i in sorted(line.cells):
            if plain(line.cells[i].text) != ":":
                filled.append(i)
        if len(filled) > 1 and key.choice(line.cells[filled[0]].text) is not None:
            columns = {filled[0]: key, filled[1]: value}
            return Header(line.number - 1, line.number - 1, columns)
    return None


def find_header(sheet: Sheet, grid: Grid) -> Header | None:
    """The header of a sheet, wherever in its first rows it stands.

    ``None`` when no row looks like one.
    """
    lines = grid.lines[:_SEARCHED]
    best = _best_header(sheet, lines)
    if best.missing(sheet):
        bare = _without_header(sheet, lines)
        if bare is not None:
            return bare
        # One known word among strange ones is a row of data that happens to hold it.
        if best.score < 2 and len(best.unknown) > 3:
            return None
    if not best.score:
        return None
    after = [line for line in lines if line.number > best.last]
    if after and _is_numbering(after[0]):
        return replace(best, last=after[0].number)
    return best


def _best_header(sheet: Sheet, lines: Sequence[Line]) -> Header:
    """The row, or the pair of rows, that names most columns; no further once nothing is missing."""
    best = Header(0, 0)
    followers: list[Line | None] = [*lines[1:], None]
    for line, below in zip(lines, followers, strict=False):
        best = _better(sheet, best, _of_rows(sheet, line, below))
        if not best.missing(sheet) and best.score > 1:
            break
    return best


def _of_rows(sheet: Sheet, line: Line, below: Line | None) -> Header:
    """The header that a row makes by itself, or with the row below where that tells more."""
    single = _single(sheet, line)
    whole = not single.missing(sheet) and not single.unknown
    if below is None or not single.score or whole or not _is_lower(sheet, below):
        return single
    double = _double(sheet, line, below)
    return double if double.score > single.score else single
