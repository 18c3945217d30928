"""Lines of a paper that are rows: programs with their money, and signatures side by side."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.grid import Cell
from kg.read.layout.page import Spot, Strip
from kg.read.layout.words import begins, plain, words

__all__ = ["rows_of_lines", "side_by_side"]

#: The place of a line outside of tables.
_LINE = re.compile(r"P\d+")
#: An amount with its Rp, which sets it apart from other numbers of a line.
_MONEY = r"(rp\.?\s*\d[\d.]*(?:,\d\d|\s*,\s*-)?)"
#: "1. Program Penunjang … Rp 2.684.350.000,- APBD", the name as long as it likes.
_PROGRAM = re.compile(
    r"((?:[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)?(?:sub\s*kegiatan|kegiatan|program)\s+\D.*?)"
    rf"[\s.:…=_–-]*(?:sebesar\s+)?{_MONEY}[\s;.()]*(.{{0,40}})",
    re.IGNORECASE | re.DOTALL,
)
#: "Jumlah ........ Rp 1.000.000,-"
_TOTAL = re.compile(rf"(\D{{3,40}}?)[\s.:…=_–-]*{_MONEY}\W*", re.IGNORECASE)
#: Words of a head above such lines, and the most of them.
_NAMES, _AMOUNTS = frozenset(("program", "kegiatan")), frozenset(("anggaran", "pagu", "rp", "dana"))
_LONGEST_HEAD, _LONGEST_SIGNED = 8, 9
#: What stands side by side on paper is parted by a tab or a wide gap.
_GAP = re.compile(r"\t+|\s{4,}")


def _spots(strip: Strip, texts: list[str]) -> Strip:
    place = strip.own[0].place
    cells = {n: Spot(text, place, n, Cell(text)) for n, text in enumerate(texts) if text}
    return replace(strip, spots=cells)


def _program(strip: Strip) -> list[str]:
    """Name, money and remark of a line that states a program with its money; else nothing."""
    if not _LINE.fullmatch(strip.place) or len(strip.own) != 1:
        return []
    match = _PROGRAM.fullmatch(" ".join(strip.own[0].text.split()))
    return [match[1].strip(), match[2], match[3].strip(" .;")] if match else []


def _total(strip: Strip) -> list[str]:
    if not _LINE.fullmatch(strip.place) or len(strip.own) != 1:
        return []
    match = _TOTAL.fullmatch(" ".join(strip.own[0].text.split()))
    if match is None or not begins(plain(match[1]), words().baris["jumlah"]):
        return []
    return [match[1].strip(), match[2]]


def _heads(strip: Strip) -> bool:
    """Whether a line is the head of such a list."""
    if not _LINE.fullmatch(strip.place):
        return False
    found = plain(strip.line).split()
    named, counted = _NAMES.intersection(found), _AMOUNTS.intersection(found)
    return len(found) <= _LONGEST_HEAD and bool(named and counted)


def rows_of_lines(strips: list[Strip]) -> list[Strip]:
    """The rows of a paper, with lists of programs and their money as rows of a table with a head.

    The head is the line above them that says so, else one is put there.
    """
    found: list[Strip] = []
    inside = False
    for strip in strips:
        cells = _program(strip)
        if cells and not inside:
            head = found.pop() if found and _heads(found[-1]) else strip
            found.append(_spots(head, ["Program/Kegiatan/Sub Kegiatan", "Anggaran", "Keterangan"]))
        if inside and not cells:
            # A total ends no list: others may go on below it.
            cells = _total(strip)
        found.append(_spots(strip, cells) if cells else strip)
        inside = bool(cells)
    return found


def side_by_side(text: str) -> list[list[str]]:
    r"""The lines of a paragraph that sets two signatures side by side; nothing of any other.

    >>> side_by_side("PIHAK KEDUA,\t\tPIHAK PERTAMA,")
    [['PIHAK KEDUA,', 'PIHAK PERTAMA,']]
    >>> side_by_side("Jabatan\t: Camat"), side_by_side("Camat")
    ([], [])
    """
    lines = [_GAP.split(line.strip()) for line in text.splitlines() if line.strip()]
    if not any(len(parts) > 1 for parts in lines) or not all(map(_are_signed, lines)):
        return []
    return lines


def _are_signed(parts: list[str]) -> bool:
    return len(parts) <= 3 and all(map(_is_short, parts))


def _is_short(part: str) -> bool:
    return (
        ":" not in part
        and 0 < len(part.split()) <= _LONGEST_SIGNED
        and not re.search(r"\d{4}", part)
    )
