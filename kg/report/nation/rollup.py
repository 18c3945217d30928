"""The roll-up of a check of many units.

Sums by area, rules broken most, worst and best kecamatan.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from kg.derive.regions import LokalRegions
from kg.errors import Lang
from kg.report.nation.recap import LETTERS

__all__ = ["LEVELS", "Area", "Level", "Rollup", "RuleRow", "rollup"]

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
        rounded: dict[str, Any] = {}
        for key, value in shares.items():
            rounded[key] = value if value is None else round(value, 4)
        return asdict(self) | rounded


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
            "rules": list(map(asdict, self.rules)),
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


def _code(region: str, level: Level) -> str:
    if level == "nasional":
        return ""
    if level == "kecamatan":
        return region
    if _CODE.fullmatch(region):
        return region[: _DIGITS[level]]
    return _NOWHERE


class _Sums:
    """Sums of the units of every kecamatan, added up one by one, and of the areas above them."""

    def __init__(self, nation: str) -> None:
        self._nation = nation
        self._sums: dict[str, Counter[str]] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """One more unit."""
        sums = self._sums.setdefault(row["kecamatan"], Counter())
        sums["units"] += 1
        if row["status"] == "failed":
            sums["failed"] += 1
            return
        for key, short in (("sasaran", "sasaran"), ("kondisi_operasional", "kondisi")):
            sums[f"{short}_yes"] += row[key]["yes"]
            sums[short] += row[key]["all"]
        sums.update(row["counts"])

    def areas(self, level: Level) -> tuple[Area, ...]:
        """The areas of a level by code."""
        regions = LokalRegions()
        joined: dict[str, Counter[str]] = {}
        for region, sums in self._sums.items():
            joined.setdefault(_code(region, level), Counter()).update(sums)
        found = []
        for code, sums in sorted(joined.items()):
            name = ""
            if code[:1].isdigit():
                name = regions.name(code)
            found.append(_area(code, name or code or self._nation, sums))
        return tuple(found)


def _area(code: str, name: str, sums: Mapping[str, int]) -> Area:
    counts = {key: sums.get(key, 0) for key in list(Area.__dataclass_fields__)[2:]}
    return Area(code, name, **counts)


class _RuleSums:
    """What became of every rule, added up unit by unit."""

    def __init__(self, rules: Sequence[Mapping[str, Any]]) -> None:
        self._rules = rules
        self._letters: list[Counter[str]] = [Counter() for _ in rules]
        self._findings: Counter[str] = Counter()

    def add(self, row: Mapping[str, Any]) -> None:
        """One more unit that was checked."""
        for letters, letter in zip(self._letters, row["rules"], strict=True):
            letters[letter] += 1
        self._findings.update(row["broken"])

    def rows(self, lang: Lang) -> tuple[RuleRow, ...]:
        """The rules, those broken most first."""
        found = []
        for rule, letters in zip(self._rules, self._letters, strict=True):
            applied = letters[LETTERS["kept"]] + letters[LETTERS["broken"]]
            broken, errors = letters[LETTERS["broken"]], letters[LETTERS["error"]]
            counts = (applied, broken, errors, self._findings[rule["id"]])
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
    sums = _Sums(nation)
    rules = _RuleSums(body["rules"])
    failed = []
    unreadable = []
    # Once, and nothing of a unit is kept: there are more units than memory holds.
    for row in body["units"]:
        if period not in {"", row["period"]}:
            continue
        sums.add(row)
        if row["status"] == "failed":
            failed.append(f"{row['kecamatan']}/{row['period']} {' '.join(row['codes'])}")
        else:
            rules.add(row)
    for seen in body.get("unreadable", ()):
        unreadable.append(f"{seen['path']} {' '.join(seen['codes'])}")
    judged = [area for area in sums.areas("kecamatan") if area.sasaran]
    ordered = sorted(judged, key=lambda a: (*_bad(a), a.code))
    best = sorted(judged, key=lambda a: (*(-x for x in _bad(a)), a.code))
    whole = sums.areas("nasional") or (_area("", nation, {}),)
    return Rollup(
        by,
        whole[0],
        sums.areas(by),
        sums.areas("provinsi"),
        rules.rows(lang),
        tuple(ordered[:_EXTREMES]),
        tuple(best[:_EXTREMES]),
        tuple(failed),
        tuple(unreadable),
        body["tool"],
    )
