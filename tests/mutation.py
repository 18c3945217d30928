"""Shape mutation: take away or alter one constraint of a rule; some case of that rule must then fail.

``python -m tests.mutation [RULE …]`` prints every survivor and the score.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.assets import folder
from kg.errors import KgError
from kg.read.ontology import ontology
from kg.rules.registry import load_rule, rules
from kg.rules.rule import Rule
from tests.support.cases import RULES, check_case, expected, found
from tests.support.engines import engine_named

__all__ = ["mutants", "survivors"]

_CONSTRAINT = re.compile(
    r"^\s+sh:(minCount|maxCount|maxLength|minLength|class|datatype|pattern|in|or|not|maxInclusive|minInclusive|hasValue|nodeKind|"
    r"qualifiedMinCount|qualifiedMaxCount|qualifiedValueShape|property|sparql|lessThanOrEquals|disjoint|equals|languageIn|uniqueLang)\b"
)
_NUMBER = re.compile(
    r"^(\s+sh:(?:minCount|maxCount|minLength|maxInclusive|minInclusive|qualifiedMinCount|qualifiedMaxCount) )(\d+)"
)
_SWAPS = (
    (" = ", " != "),
    (" != ", " = "),
    (" < ", " > "),
    (" > ", " < "),
    ("<= ", "> "),
    ("!BOUND", "BOUND"),
    (" && ", " || "),
)


def mutants(text: str) -> Iterator[tuple[str, str]]:
    """Every mutant of a rule file: what was done, and the text."""
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines):

        def without(new: str, at: int = index) -> str:
            return "".join([*lines[:at], new, *lines[at + 1 :]])

        place = f"{index + 1}: {line.strip()}"
        if _CONSTRAINT.match(line) and line.rstrip().endswith((";", ".")):
            yield f"without {place}", without("" if line.rstrip().endswith(";") else "    .\n")
        match = _NUMBER.match(line)
        if match:
            yield (
                f"plus one {place}",
                without(line.replace(match[0], f"{match[1]}{int(match[2]) + 1}", 1)),
            )
        if "FILTER" in line and line.count("(") == line.count(")"):
            yield f"without {place}", without("\n")
            for old, new in _SWAPS:
                if old in line:
                    yield (
                        f"{old.strip()} as {new.strip()} {place}",
                        without(line.replace(old, new, 1)),
                    )


def _same(rule: Rule) -> bool:
    """Whether every case of the rule still finds what it expects."""
    engine = engine_named("bulk")
    return all(
        found(case, check_case(case, engine, (rule,))) == expected(case)
        for case in sorted((RULES / rule.id).glob("*.ttl"))
    )


def survivors(rule: Rule) -> tuple[int, list[str]]:
    """The number of mutants of a rule, and what was done to those that no case noticed."""
    path, alive, count = folder("shapes") / rule.file, [], 0
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / path.name
        for what, text in mutants(path.read_text(encoding="utf-8")):
            count += 1
            copy.write_text(text, encoding="utf-8")
            try:
                unnoticed = _same(load_rule(copy, ontology()))
            except (KgError, StopIteration):
                unnoticed = False
            if unnoticed:
                alive.append(f"{rule.id} {what}")
    return count, alive


def main(wanted: list[str]) -> int:
    """Print survivors and score; 1 when the score is below 98 %."""
    total, alive = 0, []
    for rule in rules():
        if rule.kind != "manual" and (not wanted or rule.id in wanted):
            count, left = survivors(rule)
            total += count
            alive += left
    score = 1 - len(alive) / total
    lines = [*alive, f"{total} mutants, {len(alive)} survivors, score {score:.1%}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(score < 0.98)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
