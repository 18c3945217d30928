"""What a generated document says, written down in the form in which readings are held against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.variants.canvas import Canvas
from tests.support.variants.plan import Measure, Node, Plan

__all__ = ["Truth", "Variant"]


@dataclass
class Truth:
    """The rows in the order in which they stand, as ``expected.json`` of the specimens has them."""

    plan: Plan
    kind: str
    period: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    known: dict[int, dict[str, Any]] = field(default_factory=dict)

    def row(self, node: Node, cell: str, above: str | None = None) -> dict[str, Any]:
        """Write a row down the first time that it is printed; what is known of it."""
        if id(node) not in self.known:
            found = self.entry(node.level, node.text, cell, above)
            self.known[id(node)] = found
        return self.known[id(node)]

    def entry(self, level: str, text: str, cell: str, above: str | None = None) -> dict[str, Any]:
        """Write down a row of any level."""
        found: dict[str, Any] = {
            "level": level,
            "code": None,
            "text": text,
            "parent_text": above,
            "indicators": [],
            "pagu": {},
            "cell": cell,
        }
        self.rows.append(found)
        return found

    def measure(self, row: dict[str, Any], one: Measure, cell: str) -> dict[str, Any]:
        """Write down an indicator of a row, without its values."""
        found: dict[str, Any] = {
            "text": one.text,
            "formula": None,
            "unit": None,
            "source": None,
            "baseline": None,
            "targets": {},
            "realisasi": {},
            "cell": cell,
        }
        row["indicators"].append(found)
        return found

    def expected(self) -> dict[str, Any]:
        """All of it, as a specimen has it."""
        return {
            "kecamatan": self.plan.region,
            "period": self.period,
            "kind": self.kind,
            "rows": self.rows,
            "doubtful": [],
        }


@dataclass
class Variant:
    """One generated document: its sheets, what they say, and what was chosen for it."""

    kind: str
    seed: int
    canvases: list[Canvas]
    truth: Truth
    chosen: dict[str, object]
    ending: str
    write: Callable[[list[Canvas], Path], None]

    @property
    def name(self) -> str:
        """Kind and seed, by which it is made again."""
        return f"{self.kind}-{self.seed}"

    def save(self, folder: Path) -> Path:
        """Write the file into a folder."""
        path = folder / f"{self.name}{self.ending}"
        self.write(self.canvases, path)
        return path
