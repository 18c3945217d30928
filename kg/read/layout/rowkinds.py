"""Rows that are no content: totals, notes, remarks, headings and the block of signatures."""

from __future__ import annotations

import re

from kg.read.layout.columns import Column
from kg.read.layout.content import code_and_name, look, unlabelled
from kg.read.layout.page import Spot, Strip
from kg.read.layout.tables import is_numbering
from kg.read.layout.words import begins, plain, words

__all__ = [
    "is_account",
    "is_kecamatan",
    "is_line_of_paper",
    "is_remark",
    "is_signature",
    "left_out",
    "organisation_in",
    "says_cumulative",
]

_MONTH = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
#: Place and date above a signature, also with dots where they are to be filled in.
_DATED = re.compile(
    rf"^[^\d:]{{2,40}},\s*(?:(?:\d{{0,2}}|[.…_]*)\s*(?:{_MONTH})|[.…_]{{3,}}\s*20\d\d|[.…_]{{6,}}$)",
    re.I,
)
#: The line on which a signature goes.
_DOTS = re.compile(r"^[.…_]{4,}$")
#: Where the name of whoever signs is left open.
_OPEN_NAME = re.compile(r"^\(\s*nama\b[^)]{0,30}\)$", re.IGNORECASE)
#: The number of an official stands below the signature, and must not be read into anything.
_NIP = re.compile(r"^nip\b", re.IGNORECASE)
#: "Jumlah sasaran: 5" counts rows and states nothing.
_TOTAL_COUNT = re.compile(r"^(?:jumlah|total)\b.{0,40}[:=]\s*\d+$|^total \d+", re.IGNORECASE)
_LEVEL_MEANINGS = frozenset(("no", "kode", "nama", "program", "kegiatan", "sub_kegiatan", "tujuan"))

#: The chart of accounts: spending begins with 5.
_ACCOUNT = re.compile(r"^5\.\d(\.\d+)+(\s|$)")
#: The name of an organisation behind its code.
_ORGANISATION = re.compile(r"^\d\.\d\d\.\d\.\d\d\.\d\.\d\d\.\d\d\.\d{4}\s+(.*)$")
#: The place of a line of a paper that stands in no table.
_PARAGRAPH = re.compile(r"P\d+")
#: Columns of the plan itself, and of whoever it belongs to or when it holds.
_PLAN = frozenset(("program", "kegiatan", "sub_kegiatan"))
#: Columns that say whose a row is; they are printed again on every row.
_WHOSE = frozenset(
    ("skpd", "urusan", "tahun", "unit", "penanggung_jawab", "lokasi", "crosscutting")
)
#: What a note speaks of that holds for what was reached, and words that say it does not add up.
_REACHED = frozenset(("realisasi", "capaian", "nilai", "angka", "data"))
_NOT_CUMULATIVE = re.compile(r"\b(?:non|tidak|bukan|tak) (?:\w+ )?kumulatif\b")


def is_signature(strip: Strip) -> bool:
    """Whether a row belongs to a block of signatures.

    Place and date, dots for a name, who signs.
    """
    own = strip.own
    for spot in own:
        text = spot.text.strip()
        if any(sign.match(text) for sign in (_DATED, _DOTS, _NIP, _OPEN_NAME)):
            return True
        if begins(plain(text), words().baris["tanda_tangan"]) and len(own) <= 3:
            return True
    return False


def _is_total_text(text: str) -> bool:
    flat = plain(code_and_name(text)[1])
    return begins(flat, words().baris["jumlah"])


_MONEY = frozenset(("pagu", "realisasi_rp"))
#: The most words of the name of a branch or organisation in a row of its own.
_LONGEST_TITLE = 6


def _is_total(strip: Strip, columns: dict[int, Column]) -> bool:
    """Whether a row adds up others: it says so in a column that is none of indicators."""
    own = strip.own
    if len(own) == 1 and _TOTAL_COUNT.match(own[0].text.strip()):
        return True
    for spot in own:
        column = columns.get(spot.column)
        meaning = column.meaning if column else ""
        if meaning in {"indikator", "formulasi"} and not _is_sum(own, spot, columns):
            continue
        if _is_total_text(spot.text):
            return meaning in _LEVEL_MEANINGS or len(own) == 1 or _only_values(own, spot)
    return False


def _is_sum(own: list[Spot], text: Spot, columns: dict[int, Column]) -> bool:
    """Whether a text under the head of indicators says nothing but that the money beside it adds up."""
    if plain(text.text) not in words().baris["jumlah"] or not _only_values(own, text):
        return False
    amounts = [s for s in own if s is not text]
    # Money in millions looks like any other number, but not under its head.
    if all(_meaning(s, columns) in _MONEY for s in amounts):
        return bool(amounts)
    return any(look(s.text, s.cell) == "uang" for s in amounts)


def _only_values(own: list[Spot], text: Spot) -> bool:
    """Whether all cells but one hold numbers."""
    others = [spot for spot in own if spot is not text]
    return all(look(s.text, s.cell) in {"uang", "angka", "kosong", "rumus"} for s in others)


def _banner(own: list[Spot]) -> str:
    """The text of a row that holds one text only."""
    if len(own) == 1:
        return own[0].text
    return ""


def _heading(strip: Strip, columns: dict[int, Column]) -> bool:
    """Whether a row names the branch of government, the group of posts or the organisation below it.

    In a list that repeats branch and organisation on every row, their columns make no heading of
    it.
    """
    own = strip.own
    if any(_meaning(spot, columns) in _PLAN for spot in own):
        # Branch and organisation are printed again beside every component.
        return False
    is_of_plan = any(_is_named(spot, columns) for spot in own)
    for spot in own:
        if is_of_plan and _meaning(spot, columns) in _WHOSE:
            continue
        if _is_title(spot):
            return not any(_is_content(other) for other in own if other is not spot)
    return False


def _is_title(spot: Spot) -> bool:
    """Whether a cell begins like the name of a branch or organisation, and is no longer than one."""
    flat = plain(code_and_name(spot.text)[1])
    return begins(flat, words().baris["judul"]) and len(flat.split()) <= _LONGEST_TITLE


def _is_content(spot: Spot) -> bool:
    return look(spot.text, spot.cell) in {"indikator", "hasil"}


def _meaning(spot: Spot, columns: dict[int, Column]) -> str:
    return columns[spot.column].meaning if spot.column in columns else ""


def _is_named(spot: Spot, columns: dict[int, Column]) -> bool:
    """Whether a cell names something of the plan in a column of names of any level."""
    return _meaning(spot, columns) == "nama" and not _names_group(spot)


def _names_group(spot: Spot) -> bool:
    """Whether a cell names a branch of government, a group of posts or an organisation."""
    return begins(plain(code_and_name(spot.text)[1]), words().baris["judul"])


def left_out(strip: Strip, columns: dict[int, Column], own_words: tuple[str, ...] = ()) -> str:
    """The key of the reason why a row is no content; empty when it is content."""
    own = strip.own
    banner = _banner(own)
    first = ""
    if own:
        first = plain(own[0].text)
    if own_words and begins(first, own_words):
        return "own"
    if is_numbering(strip):
        return "numbering"
    if _is_total(strip, columns):
        return "total"
    if banner and not unlabelled(banner)[0] and _is_note(banner):
        return "note"
    if _heading(strip, columns):
        return "heading"
    return ""


def _is_note(text: str) -> bool:
    return text.lstrip().startswith(("*", ")", "•")) or begins(
        plain(text), words().baris["catatan"]
    )


def is_account(strip: Strip, columns: dict[int, Column]) -> bool:
    """Whether a row is a line of the chart of accounts, and not one that only names its account beside."""
    accounts = set()
    for index, column in columns.items():
        if column.meaning == "akun":
            accounts.add(index)
    own = [spot for spot in strip.own if spot.column not in accounts]
    return any(_ACCOUNT.match(spot.text.strip()) for spot in own)


def is_line_of_paper(strip: Strip) -> bool:
    """Whether a row is a line of a paper below a table, and no row of it."""
    if _PARAGRAPH.fullmatch(strip.place) is None or len(strip.own) != 1:
        return False
    return not unlabelled(strip.own[0].text)[0]


def organisation_in(strip: Strip) -> Spot | None:
    """The cell of a row that names the organisation of the following rows, behind its code."""
    if len(strip.own) > 2:
        return None
    return next((spot for spot in strip.own if _ORGANISATION.match(spot.text)), None)


def is_kecamatan(spot: Spot) -> bool:
    """Whether the organisation that a cell names is a kecamatan, by the name that it has there."""
    name = plain(_ORGANISATION.sub(r"\1", spot.text))
    return begins(name, ("kecamatan", "kapanewon", "distrik"))


def says_cumulative(strip: Strip) -> bool:
    """Whether a line says that values add up from quarter to quarter; of targets alone it does not."""
    line = plain(strip.line)
    told = set(line.split())
    of_targets = "target" in told and told.isdisjoint(_REACHED)
    return "kumulatif" in told and _NOT_CUMULATIVE.search(line) is None and not of_targets


def is_remark(kind: str, name: Spot | None) -> bool:
    """Whether a row of a tree only remarks on others, by its kind or, without one, by its name."""
    remarks = words().baris["komentar"]
    if begins(plain(kind), remarks):
        return True
    return not kind and name is not None and begins(plain(name.text), remarks)
