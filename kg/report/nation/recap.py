"""One unit in ``rekap.json``: shares, counts, and one letter for what became of each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kg.rules.check import Status
from kg.rules.finding import Finding
from kg.rules.rule import SEVERITIES, Severity
from kg.worker.nation.plan import Task

__all__ = ["LETTERS", "Totals", "recap_row"]

#: What a letter of ``rules`` in ``rekap.json`` stands for.
LETTERS: dict[Status, str] = {
    "kept": "k",
    "broken": "b",
    "not-applied": "-",
    "error": "e",
}


class Totals:
    """Sums over all units, from which the exit code follows."""

    def __init__(self, body: Mapping[str, int] | None = None) -> None:
        self._sums: Counter[str] = Counter(body or {})

    def add(self, row: Mapping[str, Any]) -> None:
        """Count one row of the recap."""
        self._sums["units"] += 1
        if row["status"] == "failed":
            self._sums["failed"] += 1
            return
        self._sums["tested"] += row["tested"]
        self._sums["untested"] += not row["tested"]
        self._sums["errors"] += row["rules"].count(LETTERS["error"])
        for severity in SEVERITIES:
            self._sums[severity] += row["counts"][severity]
            self._sums[f"open-{severity}"] += row["open"][severity]
        for key in ("sasaran", "kondisi_operasional"):
            self._sums[f"{key}-yes"] += row[key]["yes"]
            self._sums[key] += row[key]["all"]

    def join(self, sums: Mapping[str, int]) -> None:
        """Add the sums of some units."""
        for key, many in sums.items():
            self._sums[key] += many

    def add_unreadable(self) -> None:
        """Count an input that belongs to no unit that could be told."""
        self._sums["unreadable"] += 1

    def __getitem__(self, key: str) -> int:
        return self._sums[key]

    def plain(self) -> dict[str, int]:
        """The sums by name."""
        return dict(sorted(self._sums.items()))

    def exit_code(self, fail_on: Severity | None) -> int:
        """2 when something could not be checked or nothing was tested, 1 for open findings from ``fail_on`` on, else 0."""
        if self["failed"] or self["unreadable"] or self["errors"] or not self["tested"]:
            return 2
        if fail_on is not None:
            worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        else:
            worst = ()
        return int(any(self[f"open-{severity}"] for severity in worst))


def recap_row(task: Task, body: Mapping[str, Any], findings: Iterable[Finding]) -> dict[str, Any]:
    """What the recap says of one unit.

    ``findings`` are its findings, marked where they are waived.
    """
    own = {
        "kecamatan": task.region,
        "period": task.period,
        "key": task.key,
        "status": body["status"],
    }
    if body["status"] == "failed":
        return own | {"codes": [p["code"] for p in body["problems"]]}
    still = Counter(f.severity for f in findings if f.waived is None)
    return own | {
        "tested": body["tested"],
        "triples": sum(i["triples"] for i in body["inputs"]),
        "sasaran": body["sasaran"],
        "kondisi_operasional": body["kondisi_operasional"],
        "counts": body["counts"],
        "open": {severity: still[severity] for severity in SEVERITIES},
        "rules": "".join(LETTERS[r["status"]] for r in body["rules"]),
        "broken": {r["id"]: r["findings"] for r in body["rules"] if r["findings"]},
        "errors": body["errors"],
        "notes": len(body["notes"]),
    }
