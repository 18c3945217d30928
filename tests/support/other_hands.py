"""Files that others wrote, each with what it says as its author put it down (tests/layouts/orang_lain)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.read.layout.choice import Choice
from kg.read.layout.document import Understood, understand
from kg.read.layout.reading import Indicator, Item, Value
from tests.support.places import TESTS

__all__ = ["OTHERS", "Held", "held"]

FOLDER = TESTS / "layouts" / "orang_lain"
OTHERS = sorted(
    p for p in FOLDER.iterdir() if p.suffix in {".xlsx", ".docx", ".csv", ".xls", ".ods"}
)
_NUMBER = re.compile(r"^\(?(?:[ivx0-9a-z]{1,3}[.)]|\d+(?:\.\d+)*\.?)\s+")
_TABLE = re.compile(r"Tabel (\d+)!([A-Z])(\d+)")
_GROUPS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_LEVELS = {"subkegiatan": "sub_kegiatan"}
#: What abbreviated units stand for; a truth spells them out, a reading keeps them as printed.
_UNITS = {"lap": "laporan", "dok": "dokumen", "kel": "kelurahan", "keg": "kegiatan"}
_TEXTS = {"unit": "satuan", "formula": "formulasi", "source": "sumber_data"}


@dataclass
class Held:
    """How many values were right, and the others: those whose row tells a doubt, and those untold."""

    understood: Understood
    right: int = 0
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def _plain(text: object) -> str:
    flat = " ".join(str(text or "").split()).rstrip(".;").casefold()
    return _NUMBER.sub("", flat).replace(";", ",")


def _numbers(text: object) -> set[object]:
    """What a printed value may be: a number by either decimal mark, else its text."""
    flat = str(text or "").strip().removesuffix("%").strip()
    if _GROUPS.fullmatch(flat):
        flat = flat.replace(".", "")
    match = re.match(r"-?\d+(?:[.,]\d+)?", flat)
    if match is None:
        return {_plain(flat)}
    return {Decimal(match[0].replace(",", ".")).normalize()}


def _place(cell: str, sheet: str) -> str:
    table = _TABLE.fullmatch(cell)
    if table is not None:
        return f"T{table[1]}!R{table[3]}C{ord(table[2]) - 64}"
    return cell.replace("csv!", f"{sheet}!")


class _Holding:
    def __init__(self, understood: Understood, sheet: str, left_out: list[str]) -> None:
        self.found = Held(understood)
        self.reading = understood.reading
        self.sheet = sheet
        self.doubts = {doubt.place for doubt in self.reading.doubts}
        self.left = list(self.reading.items)
        self.left_out = left_out

    def value(self, what: str, same: bool, line: str, *places: str) -> None:
        if same:
            self.found.right += 1
        else:
            told = self.doubts.intersection(places)
            (self.found.told if told else self.found.wrong).append(f"{places[0]} {what}: {line}")

    def text(self, what: str, wanted: object, got: object, *places: str) -> None:
        self.value(what, _plain(wanted) == _plain(got), f"{wanted!r} {got!r}", *places)

    def row(self, row: dict[str, Any]) -> None:
        place = _place(row["cell"], self.sheet)
        item = next((one for one in self.left if one.place == place), None)
        if item is None:
            self.value("row", False, row["text"], place)
            return
        self.left.remove(item)
        self.text("text", row["text"], item.text, place)
        self._level(row, item)
        if "parent_text" in row:
            self.text("parent", row["parent_text"], item.parent and item.parent.text, place)
        if "code" in row:
            known = {item.code, item.identifier, item.number.rstrip(".")}
            self.value("code", row["code"] in known, f"{row['code']} {known}", place)
        self._duties(row, item)
        if "subkegiatan" in row:
            self._realised(row["subkegiatan"], item)
        self._beside(row, item)
        self._money(row, item)
        waiting = list(item.indicators)
        for wanted in row.get("indicators", []):
            self._indicator(wanted, waiting, place)
        for one in waiting:
            self.value("indicator too many", False, one.text, one.place)

    def _level(self, row: dict[str, Any], item: Item) -> None:
        level = _LEVELS.get(row["what"], row["what"])
        level = row.get("level", level)
        # "kondisi" stands for whatever kind the export prints; "Strategic" is one of them.
        if level == "kondisi" or row.get("jenis") == "Strategic":
            return
        own = "sasaran" if item.level == "sasaran_jabatan" else item.level
        self.text("level", level, own, item.place)

    def _duties(self, row: dict[str, Any], item: Item) -> None:
        for level in ("tugas", "fungsi"):
            if level in row:
                own = [one for one in self.left if one.level == level and one.parent is item]
                wanted = row[level] if isinstance(row[level], list) else [row[level]]
                got = [one.text for one in own]
                self.text(level, [_plain(t) for t in wanted], [_plain(t) for t in got], item.place)
                self.left = [one for one in self.left if one not in own]

    def _beside(self, row: dict[str, Any], item: Item) -> None:
        if "post" in row:
            holder = item.texts.get("penanggung_jawab") or item.promised_by
            if item.parent is not None and item.parent.level == "jabatan":
                holder = Value(item.parent.text, item.parent.place)
            got = _plain(holder.text if holder else "")
            # The signature adds the kecamatan to the post that the table names.
            self.value(
                "post", got.startswith(_plain(row["post"])), f"{row['post']} {got}", item.place
            )
        for name in ("lokasi", "crosscutting"):
            if name in row:
                wanted = row[name] if isinstance(row[name], str) else ", ".join(row[name])
                value = item.texts.get(name)
                self.text(name, wanted, value.text if value else "", item.place)
        if "kinerja" in row:
            self.text("result", row["kinerja"], item.result and item.result.text, item.place)

    def _money(self, row: dict[str, Any], item: Item) -> None:
        """Money stands at the item; of several amounts beside its indicators, their sum."""
        planned: dict[str, set[int]] = {}
        spent: dict[str, int] = {}
        for one in (row, *row.get("indicators", [])):
            for year, amount in (one.get("budget") or {}).items():
                planned.setdefault(year, set()).add(int(amount))
            for key, value in (one.get("realisasi") or {}).items():
                if "rp" in value:
                    spent[key] = int(value["rp"])
        for year in planned.keys() | item.money.keys():
            if f"pagu {year}" in self.left_out:
                continue
            got = item.money.get(year)
            amount = int(got.text) if got else 0
            same = amount == sum(planned.get(year, ()))
            self.value(f"pagu {year}", same, f"{planned.get(year)} {amount}", item.place)
        for key, rupiah in spent.items():
            got = item.spent.get(key)
            self.value(
                f"spent {key}", bool(got) and int(got.text) == rupiah, f"{rupiah}", item.place
            )

    def _indicator(self, wanted: dict[str, Any], waiting: list[Indicator], place: str) -> None:
        same = [one for one in waiting if _plain(one.text) == _plain(wanted["text"])]
        if not same:
            self.value("indicator", False, wanted["text"], place)
            return
        got = same[0]
        waiting.remove(got)
        self.found.right += 1
        inside = " ".join(_plain(value.text) for value in got.targets.values())
        for key, name in _TEXTS.items():
            value = got.texts.get(name)
            unit = _plain(wanted.get("unit"))
            inside = " ".join(_UNITS.get(word, word) for word in inside.split())
            if key == "unit" and value is None and unit in inside:
                continue
            if key == "unit" and value is not None and _UNITS.get(_plain(value.text)) == unit:
                continue
            self.text(f"{got.text} {key}", wanted.get(key), value.text if value else "", got.place)
        self._values("target", self._dated(wanted.get("targets") or {}), got.targets, got)
        reached = wanted.get("realisasi") or {}
        stated = {key: value["value"] for key, value in reached.items() if value.get("value")}
        self._values("realisasi", stated, got.reached, got)
        base = {"": wanted["baseline"]} if wanted.get("baseline") else {}
        start = got.texts.get("kondisi_awal")
        self._values("baseline", base, {"": start} if start else {}, got)

    def _dated(self, targets: dict[str, str]) -> dict[str, str]:
        """Targets by year; one without a year is of the last year."""
        last = self.reading.period.rpartition("-")[2]
        return {last if key == "*" else key: value for key, value in targets.items()}

    def _values(
        self, what: str, wanted: dict[str, str], got: dict[str, Value], one: Indicator
    ) -> None:
        for key in wanted.keys() | got.keys():
            if f"{what} {key}".strip() in self.left_out and key not in wanted:
                continue
            value = got.get(key)
            text = value.text if value else ""
            same = _numbers(wanted.get(key)) == _numbers(text)
            places = (one.place, value.place) if value else (one.place,)
            self.value(f"{what} {key}", same, f"{wanted.get(key)!r} {text!r}", *places)

    def _realised(self, named: str, item: Item) -> None:
        """The sub-activity that a tree prints beside a condition."""
        rows = [row for one, row, _ in self.reading.realised if one is item]
        self.text("sub kegiatan", named, rows[0].text if rows else "", item.place)
        self.left = [one for one in self.left if not any(one is row for row in rows)]

    def rest(self) -> None:
        for item in self.left:
            self.value("row too many", False, item.text, item.place)


def held(path: Path) -> Held:
    """A file as it is read, held against what its author says of it."""
    wanted = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    understood = understand(path, Choice())
    # What the document prints and its author kept out of the truth, such as the Renstra beside the year.
    holding = _Holding(understood, path.stem, wanted.get("left_out", []))
    for row in wanted["rows"]:
        holding.row(row)
    holding.rest()
    reading = understood.reading
    span = wanted["period"]
    holding.value("period", reading.period == span, f"{span} {reading.period}", "")
    named = _plain(understood.region.name).replace(" ", "")
    holding.value("region", named == _plain(wanted["kecamatan"]).replace(" ", ""), named, "")
    return holding.found
