"""The roll-up of a check of many units.

Sums by area, rules broken most, worst and best kecamatan.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from kg.derive.regions import LokalRegions
from kg.errors import InputError, Lang, Problem
from kg.read.place import Place
from kg.report.nation.gather import RECAP
from kg.report.nation.recap import LETTERS

__all__ = ["LEVELS", "Area", "Level", "Rollup", "RuleRow", "read_recap", "rollup"]

Level = Literal["kecamatan", "kabupaten", "provinsi", "nasional"]
LEVELS: tuple[Level, ...] = get_args(Level)
_CODE = re.compile(r"\d{2}\.\d{2}\.\d{2}")
#: How many characters of the code of a kecamatan name the area.
_DIGITS: dict[Level, int] = {
    "kecamatan": 8,
    "kabupaten": 5,
    "provinsi": 2,
    "nasional": 0,
}
#: Stands for documents that belong to no kecamatan.
_NOWHERE = "-"
_EXTREMES = 20


@dataclass(frozen=True)
class Area:
    """Sums of one area; a unit that could not be checked counts in ``failed`` and nowhere else."""

    code: str
    name: str
    units: int
    failed: int
    sasaran_yes: int
    sasaran: int
    kondisi_yes: int
    kondisi: int
    violation: int
    warning: int
    info: int

    @property
    def measurable(self) -> float | None:
        """Share of measurable sasaran; ``None`` when there is none to judge."""
        if self.sasaran:
            return self.sasaran_yes / self.sasaran
        return None

    @property
    def complete(self) -> float | None:
        """Share of complete operational conditions; ``None`` when there is none to judge."""
        if self.kondisi:
            return self.kondisi_yes / self.kondisi
        return None

    @property
    def density(self) -> float | None:
        """Violations for each sasaran: large and small trees side by side."""
        if self.sasaran:
            return self.violation / self.sasaran
        return None

    def plain(self) -> dict[str, Any]:
        """As JSON has it, shares with four digits."""
        shares = {key: getattr(self, key) for key in ("measurable", "complete", "density")}
        return asdict(self) | {
            key: None if value is None else round(value, 4) for key, value in shares.items()
        }


@dataclass(frozen=True)
class RuleRow:
    """One rule over all units: where it applied, where it was broken, how often."""

    id: str
    severity: str
    title: str
    applied: int
    broken: int
    errors: int
    findings: int


@dataclass(frozen=True)
class Rollup:
    """Everything that the forms of a roll-up show."""

    by: Level
    nation: Area
    areas: tuple[Area, ...]
    provinces: tuple[Area, ...]
    rules: tuple[RuleRow, ...]
    worst: tuple[Area, ...]
    best: tuple[Area, ...]
    failed: tuple[str, ...]
    unreadable: tuple[str, ...]
    tool: Mapping[str, str]

    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        areas = {}
        for key in ("areas", "worst", "best"):
            areas[key] = [a.plain() for a in getattr(self, key)]
        rest = {
            "rules": [asdict(r) for r in self.rules],
            "failed": list(self.failed),
            "unreadable": list(self.unreadable),
        }
        return {
            "schema": 1,
            "tool": self.tool,
            "by": self.by,
            "nation": self.nation.plain(),
            **areas,
            **rest,
        }


def read_recap(folder: Place) -> dict[str, Any]:
    """What a finished check wrote.

    :raises InputError: ROLLUP-NONE when there is no such file, or when it is not whole.
    """
    try:
        body = json.loads((folder / RECAP).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(Problem("ROLLUP-NONE", str(folder))) from error
    if (
        not isinstance(body, dict)
        or body.get("schema") != 1
        or not isinstance(body.get("units"), list)
    ):
        raise InputError(Problem("ROLLUP-NONE", str(folder)))
    return body


def _code(region: str, level: Level) -> str:
    if level == "nasional":
        return ""
    if level == "kecamatan":
        return region
    if _CODE.fullmatch(region):
        return region[: _DIGITS[level]]
    return _NOWHERE


def _sum(code: str, name: str, rows: Iterable[Mapping[str, Any]]) -> Area:
    sums: Counter[str] = Counter()
    for row in rows:
        sums["units"] += 1
        if row["status"] == "failed":
            sums["failed"] += 1
            continue
        for key, short in (("sasaran", "sasaran"), ("kondisi_operasional", "kondisi")):
            sums[f"{short}_yes"] += row[key]["yes"]
            sums[short] += row[key]["all"]
        sums.update(row["counts"])
    return Area(code, name, **{key: sums[key] for key in list(Area.__dataclass_fields__)[2:]})


def _areas(units: list[dict[str, Any]], level: Level, nation: str) -> tuple[Area, ...]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in units:
        groups.setdefault(_code(row["kecamatan"], level), []).append(row)
    regions = LokalRegions()
    names = {code: regions.name(code) if code[:1].isdigit() else "" for code in groups}
    found = []
    for code, rows in sorted(groups.items()):
        found.append(_sum(code, names[code] or (code if code else nation), rows))
    return tuple(found)


def _rules(body: Mapping[str, Any], lang: Lang) -> tuple[RuleRow, ...]:
    checked = [row for row in body["units"] if row["status"] != "failed"]
    found = []
    for index, rule in enumerate(body["rules"]):
        letters = Counter(row["rules"][index] for row in checked)
        findings = sum(row["broken"].get(rule["id"], 0) for row in checked)
        applied = letters[LETTERS["kept"]] + letters[LETTERS["broken"]]
        counts = (applied, letters[LETTERS["broken"]], letters[LETTERS["error"]], findings)
        found.append(RuleRow(rule["id"], rule["severity"], rule["title"][lang], *counts))
    return tuple(sorted(found, key=lambda r: (-r.broken, -r.findings, r.id)))


def _bad(area: Area) -> tuple[float, float]:
    """Low share of measurable sasaran first, then many violations for each sasaran."""
    return (area.measurable or 0.0, -(area.density or 0.0))


def rollup(
    body: Mapping[str, Any],
    by: Level,
    lang: Lang,
    nation: str,
    period: str = "",
) -> Rollup:
    """Sum up a recap; ``period`` takes the units of that period only, ``nation`` is the name of the whole."""
    units = []
    for row in body["units"]:
        if period in {"", row["period"]}:
            units.append(row)
    kept = {**body, "units": units}
    judged = [area for area in _areas(units, "kecamatan", nation) if area.sasaran]
    ordered = sorted(judged, key=lambda a: (*_bad(a), a.code))
    best = sorted(judged, key=lambda a: (*(-x for x in _bad(a)), a.code))
    provinces = _areas(units, "provinsi", nation)
    return Rollup(
        by,
        _sum("", nation, units),
        _areas(units, by, nation),
        provinces,
        _rules(kept, lang),
        tuple(ordered[:_EXTREMES]),
        tuple(best[:_EXTREMES]),
        tuple(
            f"{row['kecamatan']}/{row['period']} {' '.join(row['codes'])}"
            for row in units
            if row["status"] == "failed"
        ),
        tuple(f"{seen['path']} {' '.join(seen['codes'])}" for seen in body.get("unreadable", ())),
        body["tool"],
    )
