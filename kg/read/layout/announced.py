"""What titles, sheet names and signatures say of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.read.layout.page import Page, Strip
from kg.read.layout.periods import spans_in
from kg.read.layout.reading import Value
from kg.read.layout.regions import called_in, kabupaten_in, kecamatan_in, led_kecamatan_in
from kg.read.layout.words import plain, words

__all__ = ["Told", "tell"]

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
#: "Tahun ke-1 = 2025" tells which years the columns Tahun ke-n are.
_FIRST = re.compile(r"tahun\s*ke\s*-?\s*(?:1|i)\s*=\s*((?:19|20)\d\d)", re.IGNORECASE)


@dataclass
class Told:
    """What titles, sheet names and signatures say, in the order in which they stand."""

    names: list[tuple[str, str]] = field(default_factory=list)
    kabupaten: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    sheets: list[tuple[int, str]] = field(default_factory=list)
    first: int = 0
    title: str = ""
    title_place: str = ""
    text: str = ""
    kinds: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    titled: list[tuple[tuple[int, int], Value]] = field(default_factory=list)


def tell(pages: list[Page], titles: list[Strip], ends: list[Strip], beside: list[str]) -> Told:
    """Collect what the lines of titles and signatures say, and the columns of organisation and year."""
    told = Told()
    for strip in titles:
        _title(told, strip)
    for strip in ends:
        line = strip.line
        _places(told, line, strip.place)
    for line in beside:
        _places(told, line, "")
        told.years += [int(line)] if _YEAR.fullmatch(line) else []
    if not told.names:
        _led(told, [*titles, *ends])
    for page in pages:
        _places(told, page.title, page.title)
        told.kinds += _kinds(page.title)
        for year in _YEAR.findall(page.title):
            told.sheets.append((int(year), page.title))
    return told


def _title(told: Told, strip: Strip) -> None:
    """A line above the tables: the first one that says something is the title."""
    line = strip.line
    place = strip.own[0].place if strip.own else strip.place
    if not told.title and len(line) > 3:
        told.title = " ".join(line.split())[:200]
        told.title_place = place
    told.text += f" {plain(line)} "
    _places(told, line, place)
    _years(told, line)
    for span in spans_in(line):
        told.titled.append((span, Value(" ".join(line.split()), place)))
    told.kinds += _kinds(line)


def _places(told: Told, line: str, place: str) -> None:
    known = {name for name, _ in told.names}
    for name in kecamatan_in(line):
        if name not in known:
            told.names.append((name, place))
    told.kabupaten |= kabupaten_in(line)
    for name, word in called_in(line).items():
        told.called.setdefault(name, word)


def _led(told: Told, strips: list[Strip]) -> None:
    """The kecamatan by who signs for it, where nothing names it."""
    for strip in strips:
        for spot in strip.own:
            for name in led_kecamatan_in(spot.text):
                told.names.append((name, spot.place))
    # Each name once, at the first place where it stands.
    told.names = list({name: (name, place) for name, place in reversed(told.names)}.values())


def _years(told: Told, line: str) -> None:
    first = _FIRST.search(line)
    if first is not None:
        told.first = int(first[1])
        return
    told.spans += spans_in(line)
    if not spans_in(line):
        told.years += map(int, _YEAR.findall(line))


def _kinds(line: str) -> list[str]:
    flat = f" {plain(line)} "
    for kind in words().dokumen:
        if any(f" {plain(word)} " in flat for word in kind.kata):
            return [kind.jenis]
    return []
