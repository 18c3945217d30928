"""A rule as the program works with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pyoxigraph import NamedNode, Triple

from kg.errors import Lang

__all__ = [
    "SEVERITIES",
    "TIERS",
    "Both",
    "Certainty",
    "Kind",
    "Part",
    "Rule",
    "Severity",
    "Sparql",
    "Target",
    "Tier",
]

Both = dict[Lang, str]
Severity = Literal["violation", "warning", "info"]
Kind = Literal["auto", "heuristik", "manual"]
Tier = Literal["dasar", "inti", "penuh"]
Certainty = Literal["pasti", "perlu ditinjau"]

#: From worst to mildest.
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
#: From narrowest to widest; a tier includes the ones before it.
TIERS: tuple[Tier, ...] = ("dasar", "inti", "penuh")


@dataclass(frozen=True)
class Part:
    """One constraint of a rule.

    A property shape or a SPARQL constraint with an IRI and messages of its own.
    """

    iri: NamedNode
    name: Both
    message: Both
    path: NamedNode | None
    inspects: NamedNode | None
    #: A severity below that of the rule: what this part finds is evidence, not proof.
    milder: Severity | None = None
    certainty: Certainty = "pasti"

    def severity(self, rule: Severity) -> Severity:
        """The severity of what this part finds, where its rule has this one.

        A part is never more severe than its rule.
        """
        if self.milder is None:
            return rule
        return max(rule, self.milder, key=SEVERITIES.index)


@dataclass(frozen=True)
class Target:
    """Where a node shape looks: ``class``, ``subjects``, ``objects`` or ``node``, and the term."""

    kind: Literal["class", "subjects", "objects", "node"]
    term: NamedNode


@dataclass(frozen=True)
class Sparql:
    """A SPARQL constraint with the targets of the node shape that carries it."""

    iri: NamedNode
    shape: NamedNode
    targets: tuple[Target, ...]
    select: str


@dataclass(frozen=True)
class Rule:
    """One rule file: what it says to people, and the statements an engine needs."""

    id: str
    title: Both
    description: Both
    remedy: Both
    severity: Severity
    tier: Tier
    kind: Kind
    basis: tuple[str, ...]
    family: str
    file: str
    parts: dict[NamedNode, Part]
    targets: tuple[Target, ...]
    sparql: tuple[Sparql, ...]
    question: Both | None
    triples: tuple[Triple, ...] = field(repr=False)
    #: The composite verdicts that ask for this rule: ``terukur``, ``lengkap``.
    verdicts: frozenset[str] = frozenset()
    #: Columns of the form in which the remedy is carried out, where it is not the one looked at:
    #: ``sheet.column``, or ``sheet.column=content``.
    fills: tuple[str, ...] = ()
    off: bool = False
