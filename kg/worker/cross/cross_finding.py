"""A finding over many kecamatan.

One group of places that have the same in common, not one finding for each pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.rules.rule import Both, Severity

__all__ = ["CrossFinding", "CrossStatus", "FindingPlace", "Spread"]

Spread = Literal["kecamatan", "kabupaten", "provinsi", "nasional"]


@dataclass(frozen=True)
class FindingPlace:
    """Where one of the wordings stands: kecamatan, period, statement, document and line."""

    kecamatan: str
    period: str
    node: str
    document: str
    line: int | None
    text: str

    def cited(self) -> str:
        """The place in one cell.

        >>> FindingPlace("33.02.19", "2025", "simpul/A", "renstra.txt", 12, "x").cited()
        '33.02.19 renstra.txt:12'
        """
        place = f"{self.kecamatan} {self.document}"
        if self.line is not None:
            place += f":{self.line}"

        return place.rstrip()


@dataclass(frozen=True)
class CrossFinding:
    """What a group of kecamatan has in common; ``places`` are the first of ``rows``.

    ``spread`` is the smallest area that holds them all: ``kabupaten``, ``provinsi``, ``nasional``
    (or one ``kecamatan``).
    """

    id: str
    rule: str
    severity: Severity
    within: str
    label: str
    value: str
    rows: int
    kecamatan: int
    kabupaten: int
    provinsi: int
    message: Both
    remedy: Both
    basis: tuple[str, ...]
    places: tuple[FindingPlace, ...]

    @property
    def spread(self) -> Spread:
        """How far apart the places are."""
        if self.provinsi > 1:
            return "nasional"
        if self.kabupaten > 1:
            return "provinsi"
        if self.kecamatan > 1:
            return "kabupaten"

        return "kecamatan"


@dataclass(frozen=True)
class CrossStatus:
    """What became of a rule.

    Kept, broken, or not applied where no area had rows of two kecamatan to compare.
    """

    rule: str
    status: Literal["kept", "broken", "not-applied"]
    areas: int
    kecamatan: int
    findings: int
