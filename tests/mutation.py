"""Shape mutation: take away or alter one constraint of a rule; some case of that rule must then fail.

``python -m tests.mutation [RULE …]`` prints every survivor and the score.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kg.assets import folder
from kg.errors import KgError
from kg.read.ontology import ontology
from kg.rules.registry import load_rule, rules
from kg.rules.rule import Rule
from tests.mutants import mutants
from tests.support.cases import RULES, check_case, expected, found
from tests.support.engines import engine_named

__all__ = ["survivors"]


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
    if not _same(rule):
        # Where a case fails anyhow, every mutant would seem to be noticed.
        return 1, [f"{rule.id} as it is: a case of it fails"]
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
