"""The rules that come with the program.

A rule that cannot be relied on is an error, never a rule that holds.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from kg.assets import folder
from kg.errors import InputError
from kg.read.gate import sha256
from kg.read.ontology import Ontology, ontology
from kg.rules.judging import judge
from kg.rules.rule import Rule
from kg.rules.rule_file import read_rule, statements_of, style_files

__all__ = [
    "JUDGED",
    "judged_digest",
    "load_rule",
    "needed_for",
    "read_rules",
    "rule_files",
    "rules",
    "shapes_digest",
    "write_judged",
]

#: Beside the shapes: the digest of those that were judged before they were handed on.
JUDGED = "dinilai.sha256"


def load_rule(path: Path, known: Ontology) -> Rule:
    """The rule of one file, once the style rules find nothing in it.

    :raises InputError: what :func:`judge` tells, or :func:`read_rule`.
    """
    return read_rules([path], known)[0]


def read_rules(paths: Iterable[Path], known: Ontology, *, judged: bool = False) -> tuple[Rule, ...]:
    """The rules of some files, judged together unless they were before.

    :raises InputError: what :func:`judge` tells, or :func:`read_rule`.
    """
    stated = {path: statements_of(path) for path in paths}
    if not judged:
        wrong = judge({str(path): said for path, said in stated.items()}, known)
        if wrong:
            raise InputError(wrong)
    return tuple(read_rule(path, said) for path, said in stated.items())


def rule_files() -> list[Path]:
    """Every rule file, by id."""
    return sorted(
        (p for p in folder("shapes").glob("*/*.ttl") if p.parent.name != "meta"),
        key=lambda p: p.name,
    )


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules that come with the program, by id.

    Those that were handed on with the program were judged before; whoever changes one of them has
    it judged again, at every start, until its digest is written anew (``make docs``).

    >>> [rule.id for rule in rules()][:2]
    ['CAS-01', 'CAS-02']

    :raises InputError: a changed rule is one that cannot be relied on.
    """
    known = ontology()
    kept = folder("shapes") / JUDGED
    before = kept.read_text(encoding="ascii").strip() if kept.is_file() else ""
    return read_rules(rule_files(), known, judged=before == judged_digest(known))


def _digest(paths: Iterable[Path]) -> str:
    parts = []
    for p in paths:
        parts.append(f"{p.parent.name}/{p.name} {sha256(p.read_bytes())}")
    return sha256("\n".join(parts).encode())


def shapes_digest() -> str:
    """SHA-256 over all shape files, names included."""
    return _digest(rule_files())


def judged_digest(known: Ontology) -> str:
    """SHA-256 over all that a judgement of the rules rests on: they, the style rules, the terms."""
    return sha256(f"{_digest([*rule_files(), *style_files()])} {known.digest}".encode())


def write_judged() -> None:
    """Judge all rules, and write down that these are the ones.

    :raises InputError: one of them cannot be relied on; nothing is written.
    """
    known = ontology()
    read_rules(rule_files(), known)
    (folder("shapes") / JUDGED).write_text(f"{judged_digest(known)}\n", encoding="ascii")


@lru_cache(maxsize=8)
def needed_for(verdict: str) -> tuple[str, ...]:
    """The ids of the rules that must hold for a composite verdict, as their files say.

    >>> needed_for("lengkap")
    ('CAS-18', 'CAS-19', 'IND-01', 'TGT-01')
    """
    return tuple(rule.id for rule in rules() if verdict in rule.verdicts)
