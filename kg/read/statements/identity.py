"""Who the document is about: the sheet ``identitas``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model.form import Column
from kg.model.spelling import plain
from kg.read.reading import Reading
from kg.read.table import Row, Table
from kg.terms import NO_PERIOD, RESERVED_DOCUMENTS

__all__ = ["Identity", "bare_name", "identity"]

#: The code of a kecamatan.
_REGION = re.compile(r"\d{2}\.\d{2}\.\d{2}")
# Six digits with other signs or none between them, and what is appended by the statistics office's
# seven digits is left alone: that is another code.
_LOOSE_REGION = re.compile(r"(\d{2})[\s.\-/]?(\d{2})[\s.\-/]?(\d{2})")
#: One year or two, with the words that people put before them.
_PERIOD = re.compile(
    r"(?:(?:periode|tahun|thn\.?|anggaran|t\.?a\.?)\s+)*(\d{4})(?:\s*(?:[-–—/]|s\.?\s?/?\s?d\.?|sampai(?: dengan)?)\s*(\d{4}))?",
    re.I,
)
#: The office in front of the name of a kecamatan.
_OFFICE = re.compile(
    r"(?:(?:pemerintah(?:an)?|kantor)\s+)?(?:kecamatan|kec\.?|camat|kapanewon|kemantren|distrik)\s+(?=\w)",
    re.IGNORECASE,
)
#: The kabupaten behind the name of its kecamatan has an entry of its own.
_KABUPATEN = re.compile(r",?\s+kab(?:\.|upaten)?\s.*", re.IGNORECASE)
#: What stands behind the kind of a document and is no part of it: a remark in brackets, years,
#: whose it is.
_BESIDE_KIND = re.compile(
    r"\([^)]*\)|(?:\btahun\s+)?\b(?:19|20)\d\d(?:\s*[-–]\s*(?:20)\d\d)?|\b(?:kec(?:amatan|\.)?|distrik|kapanewon|kemantren)(?:\s.*)?$",
    re.IGNORECASE,
)
#: The statistics office numbers kecamatan with seven digits.
_BPS = re.compile(r"\d{7}")
#: Documents of method are of no kecamatan.
_METHOD = "metode"
#: What a kecamatan is called unless a document says otherwise.
_USUAL = "kecamatan"


@dataclass(frozen=True)
class Identity:
    """Region, period and names of one document; ``rows`` are the rows of its entries by name."""

    region: str
    region_code: str
    period: str
    years: tuple[int, ...]
    code: str
    name: str
    title: str
    kind: str
    file: str
    #: What the kecamatan is called in front of its name, where that is another word.
    called: str = ""
    rows: dict[str, Row] = field(default_factory=dict)


def bare_name(text: str) -> str:
    """The name of a kecamatan without the words for its office.

    >>> bare_name("Kantor Camat Sokaraja"), bare_name("KECAMATAN PINO RAYA"), bare_name("Pemerintah Kecamatan")
    ('Sokaraja', 'PINO RAYA', 'Pemerintah Kecamatan')
    >>> bare_name("Kec. Sokaraja, Kab. Banyumas"), bare_name("Kabupaten Kota")
    ('Sokaraja', 'Kabupaten Kota')
    """
    text = _KABUPATEN.sub("", plain(text))
    match = _OFFICE.match(text)
    if match:
        return text[match.end() :]
    return text


def _years(text: str) -> tuple[int, ...] | None:
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    first = int(match[1])
    last = int(match[2] or match[1])
    if 1945 <= first <= last < first + 30:
        return tuple(range(first, last + 1))
    return None


@dataclass
class _Entries:
    """The entries of one identity while they are judged."""

    table: Table
    reading: Reading
    rows: dict[str, Row] = field(default_factory=dict)

    def value(self, key: str) -> str:
        if key in self.rows:
            return self.rows[key].get("nilai")
        return ""

    def wrong(self, code: str, key: str) -> None:
        values = {"key": key, "found": self.value(key)}
        if key in self.rows:
            problem = self.table.problem(code, self.rows[key], "nilai", **values)
        else:
            last = max((row.number for row in self.table.rows), default=1)
            problem = self.table.problem(code, last + 1, "kunci", **values)
        self.reading.problems.append(problem)

    def note(self, code: str, key: str) -> None:
        values = {"key": key, "found": self.value(key)}
        row = self.rows.get(key)
        self.reading.notes.append(self.table.problem(code, row or 1, "nilai", **values))

    def collect(self) -> None:
        """Every key once: a second one with another value is a problem, never a silent choice."""
        for row in self.table.rows:
            key = row.get("kunci")
            first = self.rows.setdefault(key, row)
            if first is not row and first.get("nilai") != row.get("nilai"):
                at = self.table.cell(first, "nilai")
                self.reading.problems.append(
                    self.table.problem("IDENT-TWICE", row, "kunci", key=key, first=at)
                )


def _region(entries: _Entries, kind: str) -> str:
    """The code of the kecamatan in the form that the ministry writes."""
    text = entries.value("kode_wilayah").rstrip(". ")
    match = _LOOSE_REGION.fullmatch(text)
    if match:
        region = ".".join(match.groups())
    else:
        region = text
    if _BPS.fullmatch(region):
        entries.wrong("IDENT-BPS", "kode_wilayah")
    elif region and not _REGION.fullmatch(region):
        entries.wrong("IDENT-REGION", "kode_wilayah")
    if not region and kind != _METHOD:
        entries.wrong("IDENT-NOREGION", "kode_wilayah")
    return region


def _period(entries: _Entries) -> tuple[int, ...]:
    text = entries.value("periode")
    if text:
        years = _years(text)
    else:
        years = ()
    if years is None:
        entries.wrong("IDENT-PERIOD", "periode")
    # Whoever leaves the period out on purpose says why in the note of the row.
    row = entries.rows.get("periode")
    if not text and not (row and row.get("catatan")):
        entries.note("IDENT-NOPERIOD", "periode")
    return years or ()


def _called(entries: _Entries, columns: dict[str, Column]) -> str:
    """*Distrik*, *kapanewon* or *kemantren*, where the name is written with it and nothing else says so."""
    if entries.value("sebutan"):
        return ""
    match = _OFFICE.match(plain(entries.value("nama_kecamatan")))
    if match is None:
        return ""
    called = columns["sebutan"].choice(match[0].split()[-1])
    return called if called and called != _USUAL else ""


def _kind(entries: _Entries, columns: dict[str, Column]) -> str:
    """The kind of document in the spelling that rules read; one that is unknown is told."""
    text = entries.value("jenis_dokumen")
    choice = columns["jenis_dokumen"].choice
    kind = choice(text) or choice(plain(_BESIDE_KIND.sub(" ", text)))
    if text and kind is None:
        known = ", ".join(columns["jenis_dokumen"].choices)
        row = entries.rows["jenis_dokumen"]
        entries.reading.notes.append(
            entries.table.problem("IDENT-KIND", row, "nilai", found=text, known=known)
        )
    return kind or text


def identity(table: Table, reading: Reading) -> Identity | None:
    """The identity of the document, or ``None`` with the reasons among the problems."""
    entries = _Entries(table, reading)
    before = len(reading.problems)
    entries.collect()
    columns = {entry.name: entry for entry in table.sheet.entries}
    for key, column in columns.items():
        if column.required and not entries.value(key):
            entries.wrong("IDENT-REQUIRED", key)
    kind = _kind(entries, columns)
    region = _region(entries, kind)
    years = _period(entries)
    code = entries.value("kode_dokumen")
    if code.casefold() in RESERVED_DOCUMENTS:
        entries.wrong("IDENT-RESERVED", "kode_dokumen")
    if len(reading.problems) > before:
        return None
    if years:
        label = "-".join(dict.fromkeys((str(years[0]), str(years[-1]))))
    else:
        label = NO_PERIOD
    return Identity(
        region=region or f"{_METHOD}-{code}",
        region_code=region,
        period=label,
        years=years,
        code=code,
        name=bare_name(entries.value("nama_kecamatan")),
        title=entries.value("judul"),
        kind=kind,
        file=entries.value("berkas"),
        called=_called(entries, columns),
        rows=entries.rows,
    )
