"""One change to a plan, with every finding that it causes; and the list of all kinds."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.nation.plan import Branch, Cells, Middle, Plan

__all__ = ["DOCUMENT_WIDE", "KINDS", "Damage", "Kind", "Planted", "defect"]

#: Zone of the kinds that concern the whole document.
DOCUMENT_WIDE = "dokumen"


@dataclass(frozen=True)
class Planted:
    """A line of the ledger: what was changed, and each finding that follows, as rule part and focus."""

    kind: str
    changed: str
    expected: tuple[tuple[str, str], ...]


@dataclass
class Damage:
    """What a kind needs: the plan, one branch of it with one middle and one operational pair, and chance."""

    plan: Plan
    branch: Branch
    rng: random.Random
    expected: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.middle: Middle = self.rng.choice(self.branch.middles)
        self.node, self.item = self.rng.choice(self.middle.operations)

    def expect(self, part: str, *foci: str) -> None:
        """These nodes will break that part of a rule."""
        self.expected.extend((part, focus) for focus in foci)

    @property
    def counted(self) -> Cells:
        """The indicator of the operational pair: a count."""
        return self.plan.row("indikator", f"I-{self.node}")

    @property
    def share(self) -> Cells:
        """The indicator of the middle: a percentage."""
        return self.plan.row("indikator", f"I-{self.middle.node}")

    def indicator(self, row: Cells) -> str:
        """The IRI of an indicator."""
        return self.plan.iri("indikator", row["kode"])

    @property
    def siblings(self) -> list[str]:
        """The other operational conditions of the middle."""
        return [node for node, _ in self.middle.operations if node != self.node]

    @property
    def partnered(self) -> bool:
        """Whether the operational pair names other organisations."""
        return "crosscutting_dengan" in self.plan.row("simpul", self.node)


@dataclass(frozen=True)
class Kind:
    """A kind of defect: its name, whether it concerns the whole document, and what it does.

    ``work`` says what it changed; it changes nothing and says nothing where it does not apply.
    """

    name: str
    whole: bool
    work: Callable[[Damage], str]

    def plant(self, plan: Plan, branch: Branch, rng: random.Random) -> Planted | None:
        """Damage the plan; ``None`` where the kind does not apply to it."""
        damage = Damage(plan, branch, rng)
        changed = self.work(damage)
        return Planted(self.name, changed, tuple(damage.expected)) if changed else None


KINDS: dict[str, Kind] = {}


def defect(
    name: str, *, whole: bool = False
) -> Callable[[Callable[[Damage], str]], Callable[[Damage], str]]:
    """Register a kind of defect."""

    def register(work: Callable[[Damage], str]) -> Callable[[Damage], str]:
        KINDS[name] = Kind(name, whole, work)
        return work

    return register
