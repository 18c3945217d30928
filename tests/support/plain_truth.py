"""Files of a third and a fourth author, held against the truth in the form in which they put it down.

One row a text with its cell; values as a careful reader says them, and not as they are printed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import product
from pathlib import Path
from typing import Any

from kg.read.layout.choice import Choice, Wanted
from kg.read.layout.document import Understood, understand
from kg.read.layout.reading import Indicator, Item, Value
from tests.support.places import TESTS

__all__ = ["FOURTH", "THIRD", "Seen", "seen"]

FOLDER = TESTS / "layouts" / "orang_lain"
_BOOKS = {".xlsx", ".docx", ".ods", ".xls"}
THIRD = sorted(p for p in (FOLDER / "penulis_ketiga").glob("*") if p.suffix in _BOOKS)
FOURTH = sorted(p for p in (FOLDER / "penulis_keempat").glob("*") if p.suffix in _BOOKS)
_WORD = re.compile(r"T(\d+)R(\d+)C(\d+)")
_ROW = re.compile(r"(.*[!])?(?:T\d+!)?(?:R(\d+)C\d+|[A-Z]{1,3}(\d+))$")
_NUMBER = re.compile(r"^\(?(?:[ivx0-9a-z]{1,3}[.)]|\d+(?:\.\d+)*\.?)\s+")
_LABEL = re.compile(r"^(?:sasaran \d+|program|kegiatan)\s*:\s*|^(?:prog|keg)\.\s*", re.IGNORECASE)
#: What was reached so far in a year, as a truth calls it: "K 2025 s.d. TW III".
_SO_FAR = re.compile(r"(\d{4}) s\.d\. TW .*")
_MEASURE = re.compile(r"^(?:K|Rp) ")
_TEXTS = {
    "formulasi": "formulasi",
    "sumber data": "sumber_data",
    "penanggung jawab": "penanggung_jawab",
    "lokasi": "lokasi",
    "sumber dana": "sumber_dana",
    "formula": "formulasi",
    "tipe penghitungan": "tipe_penghitungan",
    "crosscutting": "crosscutting",
    "keterangan": "keterangan",
    "atasan": "atasan",
    "pelaksana": "pelaksana",
}
#: Who pays is often all that a remark says; who carries out a row answers for it where nobody else does.
_ELSEWHERE = {"keterangan": "sumber_dana", "pelaksana": "penanggung_jawab"}
_WHOLE = frozenset(("unsur", "bidang"))
#: Where an indicator starts from, as its truth calls it.
_STARTS = ("baseline", "kondisi awal", "realisasi 2024")
_SHORT = {"lap": "laporan", "dok": "dokumen", "persen": "%", "kel": "kelurahan", "prosen": "%"}


@dataclass
class Seen:
    """Right values; wrong or lost ones that are told, and those that are not."""

    understood: Understood
    right: int = 0
    wrong_told: list[str] = field(default_factory=list)
    wrong_untold: list[str] = field(default_factory=list)
    lost_told: list[str] = field(default_factory=list)
    lost_untold: list[str] = field(default_factory=list)

    @property
    def untold(self) -> list[str]:
        """What nobody would have been warned of."""
        return self.wrong_untold + self.lost_untold


def _plain(text: object) -> str:
    flat = " ".join(str(text or "").split()).rstrip(".;").casefold()
    return _LABEL.sub("", _NUMBER.sub("", flat)).replace(";", ",").replace("\u2013", "-")


def _unit(text: object) -> str:
    flat = _plain(text).replace(".", "")
    return _SHORT.get(flat, flat)


def _decimal(text: object) -> Decimal | None:
    flat = str(text).strip().removesuffix("%").strip()
    if re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?", flat):
        flat = flat.replace(".", "")
    try:
        return Decimal(flat.replace(",", ".")).normalize()
    except InvalidOperation:
        return None


def _same(wanted: object, got: str) -> bool:
    """A value as a careful reader says it, in what was read (which may carry its unit)."""
    if wanted is None:
        return got in {"", "-", "n/a", "tad"}
    if isinstance(wanted, str):
        bare = _plain(wanted).replace(" ", "")
        return _plain(got).replace(" ", "").startswith(bare) if bare else not got
    head = re.match(r"-?[\d.,]*\d", got.strip())
    return head is not None and _decimal(head[0]) == Decimal(str(wanted)).normalize()


def _cell(row: dict[str, Any]) -> str:
    word = _WORD.fullmatch(row["cell"])
    if word is not None:
        return f"T{word[1]}!R{word[2]}C{word[3]}"
    return f"{row['sheet']}!{row['cell']}"


def _line(place: str) -> str:
    """Sheet and row of a cell."""
    found = re.fullmatch(r"(.*)!(?:R(\d+)C\d+|[A-Z]{1,3}(\d+)|(\d+))", place)
    return f"{found[1]}!{found[2] or found[3] or found[4]}" if found else place


def _of_renstra(row: dict[str, Any], before: str) -> dict[str, Any]:
    """The values of the last year of the Renstra that an evaluation prints beside its own year."""
    return {key.removeprefix(before): row[key] for key in row if key.startswith(before)}


@dataclass
class _Holding:
    found: Seen
    year: str
    strict: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    used: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        reading = self.found.understood.reading
        told = [one.place for one in (*reading.doubts, *reading.ignored)]
        self.strict = set(told) | set(reading.again)
        self.lines = {_line(place) for place in told}
        columns = [one.place for one in reading.doubts if one.why == "column-unknown"]
        columns += [one.place for one in reading.ignored if one.why == "hidden"]
        self.unread = {place.rpartition("!")[0] for place in columns}
        self.strict |= self.unread

    @property
    def items(self) -> list[Item]:
        return self.found.understood.reading.items

    def pairs(self) -> Iterator[tuple[Item, Indicator]]:
        for item in self.items:
            for one in item.indicators:
                yield item, one

    def value(self, what: str, wanted: object, got: str, same: bool, *places: str) -> None:
        if same:
            self.found.right += 1
            return
        told = bool(self.strict.intersection(places)) or _line(places[0]) in self.lines
        line = f"{places[0]} {what}: {wanted!r} <> {got!r}"
        if got:
            (self.found.wrong_told if told else self.found.wrong_untold).append(line)
        else:
            (self.found.lost_told if told else self.found.lost_untold).append(line)

    def row(self, row: dict[str, Any]) -> None:
        if row["what"].startswith("indikator"):
            self.indicator(row)
        else:
            self.item(row)

    def texts(self, row: dict[str, Any], place: str, *holders: Item | Indicator) -> None:
        for key, name in _TEXTS.items():
            if key not in row:
                continue
            names = (name, _ELSEWHERE.get(name, name))
            pairs = product(names, holders)
            values = [one.texts[name] for name, one in pairs if name in one.texts]
            if not values:
                # A row may name a program too, which what stands right of it then is of.
                here = [one for one in self.items if _line(one.place) == _line(place)]
                values = [one.texts[name] for one in here if name in one.texts]
            got = values[0].text if values else ""
            # Sources and places of several rows of one item are kept together.
            parts = _plain(got).split(", ") if name in {"sumber_dana", "lokasi"} else []
            same = _plain(row[key]) in {_plain(got), *parts}
            # A column that is told as hidden or not understood is told for all of its cells.
            sheet = place.rpartition("!")[0]
            unread = sheet if sheet in self.unread and not got else place
            self.value(key, row[key], got, same, place, unread)

    def item(self, row: dict[str, Any]) -> None:
        place = _cell(row)
        named = [one for one in self.items if _plain(one.text) == _plain(row["text"])]
        item = next((one for one in named if one.place == place), None)
        item = item or next((one for one in named if place in one.again), None)
        if item is None:
            result = [one.result for one in self.items if one.result is not None]
            held = any(_plain(one.text) == _plain(row["text"]) for one in result)
            here = [one.text for one in self.items if one.place == place]
            self.value(row["what"], row["text"], "".join(here), held, place)
            self.used.extend(one for one in self.items if one.place == place)
            return
        self.used.append(item)
        self.found.right += 1
        # What another sheet prints of the same row is not wrong on this one.
        if "parent text" in row or not item.again:
            self.parent(row, item.parent, place, item)
        if "kode" in row:
            got = item.code or item.number
            self.value("kode", row["kode"], got, got == row["kode"], place)
        self.texts(row, place, item, *item.indicators)
        planned = {**row.get("money", {}), **_of_renstra(row, "money target renstra ")}
        stated = {k: v for k, v in item.money.items() if k in planned or not item.again}
        self.money("pagu", planned, stated, place)
        spent = row.get("realisasi", {})
        spent = {**spent, **spent.get("Rp", {})}
        self.money("realisasi Rp", self.dated(spent), item.spent, place)

    def parent(
        self, row: dict[str, Any], above: Item | None, place: str, own: Item | None = None
    ) -> None:
        """What stands above a row; a result that a form prints there belongs to one of both."""
        wanted = row.get("parent text")
        got = [above.text if above else ""]
        got += [one.result.text for one in (above, own) if one is not None and one.result]
        same = any(_plain(wanted) == _plain(one) for one in got)
        self.value("parent", wanted, got[0], same, place)

    def dated(self, values: dict[str, Any]) -> dict[str, Any]:
        """Quarters as the reading names them."""
        found = {}
        for key, value in values.items():
            name = _SO_FAR.sub(r"\1", _MEASURE.sub("", key).removeprefix("s.d. "))
            if name.startswith("TW "):
                found[f"{self.year}-{name.removeprefix('TW ')}"] = value
            elif name.isdigit():
                found[name] = value
        return found

    def money(self, what: str, wanted: dict[str, Any], got: dict[str, Value], place: str) -> None:
        for key in wanted.keys() | got.keys():
            value = got.get(key)
            text = value.text if value else ""
            amount = _decimal(text) if value else None
            right = wanted.get(key)
            # Money is kept in whole rupiah.
            same = amount is None if right is None else amount == Decimal(int(right)).normalize()
            self.value(f"{what} {key}", right, text, same, place, value.place if value else place)

    def indicator(self, row: dict[str, Any]) -> None:
        place = _cell(row)
        here = [(item, one) for item, one in self.pairs() if one.place == place]
        same = [pair for pair in here if _plain(pair[1].text) == _plain(row["text"])]
        same = same or [p for p in self.pairs() if _plain(p[1].text) == _plain(row["text"])]
        same = [pair for pair in same if not any(one is pair[1] for one in self.used)] or same
        if not same:
            self.value(row["what"], row["text"], "".join(p[1].text for p in here), False, place)
            self.used.extend(pair[1] for pair in here)
            return
        item, one = same[0]
        self.used.append(one)
        self.found.right += 1
        self.parent(row, item, place)
        self.texts(row, place, one, item)
        self.unit(row, one, place)
        self.values("target", self.targets(row), one.targets, place)
        reached = row.get("realisasi", {})
        reached = {**reached, **reached.get("K", {})}
        self.values("realisasi", self.dated(reached), one.reached, place)
        for key in set(_STARTS) & row.keys():
            start = one.texts.get("kondisi_awal")
            got = start.text if start else ""
            self.value(key, row[key], got, _same(row[key], got), place)
        if "bukti dukung" in row:
            texts = [value.text for value in one.proofs.values()]
            same = any(_plain(row["bukti dukung"]) == _plain(text) for text in texts)
            self.value("bukti dukung", row["bukti dukung"], "; ".join(texts), same, place)

    def targets(self, row: dict[str, Any]) -> dict[str, Any]:
        named = ("target triwulan", "target triwulan kumulatif", "target per triwulan")
        quarters = next((row[name] for name in named if name in row), {})
        later = _of_renstra(row, "target renstra ")
        return {**row.get("targets", {}), **later, **self.dated(quarters)}

    def unit(self, row: dict[str, Any], one: Indicator, place: str) -> None:
        if "satuan" not in row:
            return
        value = one.texts.get("satuan")
        got = value.text if value else ""
        inside = [_unit(re.sub(r"^[^a-z%]*", "", _plain(t.text))) for t in one.targets.values()]
        same = _unit(row["satuan"]) == _unit(got)
        same = same or (not got and _unit(row["satuan"]) in inside)
        self.value("satuan", row["satuan"], got, same, place)

    def values(self, what: str, wanted: dict[str, Any], got: dict[str, Value], place: str) -> None:
        # What another sheet prints of the same indicator is not wrong on this one.
        sheet = place.rpartition("!")[0]
        own = {key for key, value in got.items() if value.place.rpartition("!")[0] == sheet}
        for key in wanted.keys() | own:
            value = got.get(key)
            text = value.text if value else ""
            right = wanted.get(key)
            self.value(
                f"{what} {key}", right, text, _same(right, text), place,
                value.place if value else place,
            )  # fmt: skip

    def rest(self) -> None:
        for item in self.items:
            if not any(one is item for one in self.used):
                self.value(f"row too many ({item.level})", None, item.text, False, item.place)
        for _, one in self.pairs():
            if not any(own is one for own in self.used):
                self.value("indicator too many", None, one.text, False, one.place)


def _bare(name: str) -> str:
    return name.removeprefix("kota")


def seen(path: Path, wanted: Wanted | None = None) -> Seen:
    """A file as it is read, held against what its author says of it."""
    truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
    whole = [row["text"] for row in truth["rows"] if row["what"] in _WHOLE]
    understood = understand(path, Choice("", wanted or Wanted()))
    span = understood.reading.period
    holding = _Holding(Seen(understood), span.rpartition("-")[2])
    for row in truth["rows"]:
        # The whole of the government stands above every program, and is no row of a plan.
        if row["what"] not in _WHOLE:
            holding.row({k: v for k, v in row.items() if v not in whole or k != "parent text"})
    holding.rest()
    named = _plain(understood.region.name).replace(" ", "")
    own = _plain(truth["kecamatan"]).replace(" ", "")
    # The list says Kota Ternate Tengah, its office Ternate Tengah.
    holding.value("kecamatan", truth["kecamatan"], named, _bare(named) == _bare(own), "")
    return holding.found
