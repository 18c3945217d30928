"""Holds a reading of a specimen of ``tests/layouts`` against what a person wrote down before."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.grids import read_grids
from kg.read.layout.choice import Wanted
from kg.read.layout.identity import settle
from kg.read.layout.page import Page, page_of
from kg.read.layout.pages import fill_years, read_pages
from kg.read.layout.reading import Indicator, Item, Reading, Value
from kg.read.layout.word import read_word
from tests.support.places import TESTS

__all__ = ["SPECIMENS", "Compared", "compare", "held_against", "pages", "read_specimen"]

FOLDER = TESTS / "layouts"
SPECIMENS = sorted(
    path.with_name(path.name.removesuffix(".expected.json") + suffix)
    for path in FOLDER.glob("*/*.expected.json")
    for suffix in (".xlsx", ".docx")
    if path.with_name(path.name.removesuffix(".expected.json") + suffix).exists()
)
#: A kecamatan for specimens that name none, so that the rest of the reading can be compared.
_SOME = Wanted(kecamatan="33.02.19")
_TEXTS = {"formula": "formulasi", "unit": "satuan", "source": "sumber_data"}
_TEXTS["baseline"] = "kondisi_awal"


@dataclass
class Compared:
    """How many values were right, and the wrong ones by whether their cell was told as doubtful."""

    right: int = 0
    flagged: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of right values."""
        return self.right / (self.right + len(self.flagged) + len(self.wrong))


def pages(path: Path) -> list[Page]:
    """The pages of a file."""
    if path.suffix == ".docx":
        return [read_word(path.read_bytes(), str(path))]
    return [page_of(grid) for grid in read_grids(path)[0]]


def read_specimen(path: Path) -> tuple[Reading, str]:
    """The reading of a file, and the code of what kept it from telling whose document it is."""
    found = read_pages(pages(path))
    assert found is not None, path
    reading, layout, told = found
    code = ""
    try:
        _, span = settle(reading, told, layout, Wanted(), path.name)
    except InputError as error:
        code = error.problems[0].code
        _, span = settle(reading, told, layout, _SOME, path.name)
    fill_years(reading, *span)
    return reading, code


def _plain(value: object) -> str:
    """A value without what is only a matter of writing: blanks, decimal mark, trailing zeros."""
    text = " ".join(str(value or "").split()).rstrip(".;").casefold()
    if text in {"-", "–", "n/a"}:
        return ""
    text = re.sub(r"^(-?\d+),(\d+)", r"\1.\2", text)
    return re.sub(r"^(-?\d+)\.(\d*?)0+(?=\D|$)", r"\1.\2", text).replace(".%", "%").rstrip(".")


class _Comparison:
    def __init__(self, reading: Reading, wanted: dict[str, Any]) -> None:
        self.found = Compared()
        self.doubts = {doubt.place for doubt in reading.doubts}
        self.allowed = set(wanted["doubtful"])
        self.items: dict[tuple[str, str], list[Item]] = {}
        for item in reading.items:
            self.items.setdefault((item.place, _part(item.level)), []).append(item)

    def value(self, place: str, what: str, wanted: object, got: object, row: str = "") -> None:
        """One value; in a row with doubtful cells none is as right as the expected one."""
        same = _plain(wanted) == _plain(got)
        if same or (not _plain(got) and self._doubtful(row or place)):
            self.found.right += 1
            return
        line = f"{place} {what}: {wanted!r} {got!r}"
        (self.found.flagged if place in self.doubts else self.found.wrong).append(line)

    def _doubtful(self, place: str) -> bool:
        return any(_row(place) == _row(other) for other in self.allowed)

    def missing(self, place: str, what: str) -> None:
        """A row or indicator that was not read."""
        self.found.wrong.append(f"{place} {what}")

    def row(self, row: dict[str, Any]) -> None:
        """One expected row."""
        waiting = self.items.get((row["cell"], _part(row["level"])), [])
        if not waiting:
            self.missing(row["cell"], f"row {row['level']}")
            return
        item, place = waiting.pop(0), row["cell"]
        self.value(place, "level", row["level"], item.level)
        self.value(place, "text", row["text"], item.text)
        self.value(place, "parent", row["parent_text"], item.parent.text if item.parent else "")
        for what, got in (("code", item.code), ("sasaran", item.result and item.result.text)):
            if row.get(what):
                self.value(place, what, row[what], got)
        for what, name in (("holder", "penanggung_jawab"), ("fund", "sumber_dana")):
            if row.get(what):
                text = item.texts.get(name)
                self.value(place, what, row[what], text and text.text)
        self._values(place, "pagu", row.get("pagu", {}), item.money)
        # What was spent in the whole year is only written down for single quarters.
        spent = {key: value for key, value in item.spent.items() if "-" in key}
        self._values(place, "realisasi_rp", row.get("realisasi_rp", {}), spent)
        got: dict[str, list[Indicator]] = {}
        for one in item.indicators:
            got.setdefault(one.place, []).append(one)
        self._indicators(row["indicators"], got)

    def _values(self, place: str, what: str, wanted: dict[str, str], got: dict[str, Value]) -> None:
        for key in wanted.keys() | got.keys():
            value = got.get(key)
            where = value.place if value else place
            self.value(where, f"{what} {key}", wanted.get(key), value and value.text, place)

    def _indicators(self, wanted: list[dict[str, Any]], got: dict[str, list[Indicator]]) -> None:
        for one in wanted:
            # Several indicators of one cell stand in it one below the other.
            waiting = got.get(one["cell"])
            if not waiting:
                self.missing(one["cell"], "indicator")
                continue
            self._indicator(one, waiting.pop(0))
        for place, rest in got.items():
            for _ in rest:
                self.missing(place, "indicator too many")

    def _indicator(self, wanted: dict[str, Any], got: Indicator) -> None:
        place = wanted["cell"]
        self.value(place, "indicator", wanted["text"], got.text)
        for what, name in _TEXTS.items():
            value = got.texts.get(name)
            where = value.place if value else place
            self.value(where, what, wanted.get(what), value and value.text, place)
        self._values(place, "target", wanted.get("targets", {}), got.targets)
        stated = wanted.get("realisasi", {})
        # What was reached in the whole year is not written down everywhere.
        kept = {key for key in got.reached if "-" in key or key in stated}
        reached = {key: got.reached[key] for key in kept}
        self._values(place, "realisasi", stated, reached)

    def rest(self) -> None:
        """Rows that nobody expected."""
        for (place, _), items in self.items.items():
            for item in items:
                self.missing(place, f"row too many: {item.level}")


def _part(level: str) -> str:
    return level if level in {"tugas", "fungsi"} else ""


def _row(place: str) -> str:
    return re.sub(r"[A-Z]+(?=\d+$)", "", place)


def held_against(reading: Reading, wanted: dict[str, Any]) -> Compared:
    """A reading held against what a document says."""
    comparison = _Comparison(reading, wanted)
    for row in wanted["rows"]:
        comparison.row(row)
    comparison.rest()
    return comparison.found


def compare(path: Path) -> tuple[Compared, Reading, dict[str, Any], str]:
    """A specimen read, and held against its expected reading."""
    wanted = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    reading, code = read_specimen(path)
    return held_against(reading, wanted), reading, wanted, code
