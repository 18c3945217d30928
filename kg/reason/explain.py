"""Why a document is inconsistent.

A smallest set of statements that clash, and the axioms they clash with.

Pellet (in owlready2) proposes the set, HermiT confirms that these statements alone are
inconsistent.
"""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.errors import CouldNotError, Problem
from kg.limits import DEFAULT, Limits
from kg.reason.hermit import is_consistent, owlready, world_of
from kg.terms import RDF, text_of

__all__ = ["Clash", "explain"]

#: The first explanation of the reasoner; others say the same in other words.
_BLOCK = re.compile(r"Explanation\(s\):\s*1\)(.*?)(?:\n\s*2\)|\Z)", re.DOTALL)
#: One statement of it a line: thing, property, value.
_STATEMENT = re.compile(r"(\S+) (\S+) (.+)")


@dataclass(frozen=True)
class Clash:
    """Statements of the document that cannot hold together, the axioms involved, and whether HermiT confirms it."""

    statements: tuple[Triple, ...]
    axioms: tuple[str, ...]
    confirmed: bool


def _pellet(triples: list[Triple], limits: Limits) -> str:
    """The text of Pellet's explanation; empty when it gives none."""
    owlready2 = owlready(limits)
    with world_of(triples, owlready2) as world, contextlib.redirect_stderr(io.StringIO()):
        try:
            owlready2.sync_reasoner_pellet(world, debug=2)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            match = _BLOCK.search(str(error))
            return match[1] if match else ""
        except (owlready2.OwlReadyJavaError, OSError) as error:
            raise CouldNotError(
                Problem("REASON-FAILED", "", {"reason": str(error)[-300:]})
            ) from error
    return ""


def _local(term: object) -> str:
    return re.split(r"[/#]", text_of(term))[-1]


def _lines(block: str) -> list[str]:
    """One axiom or statement a line; axioms that run over several lines are joined."""
    lines: list[str] = []
    depth = 0
    for raw in block.splitlines():
        line = raw.strip()
        if not line:
            continue
        if depth:
            lines[-1] += " " + line
        else:
            lines.append(line)
        depth += line.count("(") - line.count(")")
    return lines


def _matching(line: str, facts: list[Triple]) -> list[Triple]:
    """The statements of the document that a line of the explanation means."""
    match = _STATEMENT.fullmatch(line)
    if match is None:
        return []
    subject = match[1]
    predicate = match[2]
    value = match[3].strip('"')
    wanted = None
    if predicate == "type":
        wanted = RDF["type"]
    found: list[Triple] = []
    for t in facts:
        if (
            _local(t.subject) == subject
            and _local(t.object) == value
            and (t.predicate == wanted if wanted else _local(t.predicate) == predicate)
        ):
            found.append(t)
    return found


def explain(axioms: list[Triple], facts: list[Triple], limits: Limits = DEFAULT) -> Clash:
    """A set of statements among ``facts`` that is inconsistent with ``axioms``.

    The set may be empty when no explanation was found; ``confirmed`` says that HermiT agrees with
    it.
    """
    statements: list[Triple] = []
    other: list[str] = []
    for line in _lines(_pellet(axioms + facts, limits)):
        found = _matching(line, facts)
        statements.extend(t for t in found if t not in statements)
        if not found:
            other.append(line)
    declared = []
    for t in facts:
        if isinstance(t.object, NamedNode) and t.object.value.endswith("#NamedIndividual"):
            declared.append(t)
    confirmed = bool(statements) and not is_consistent(axioms + statements + declared, limits)
    return Clash(tuple(statements), tuple(other), confirmed)
