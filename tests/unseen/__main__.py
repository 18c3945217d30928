"""``python -m tests.unseen``: recall and precision over the unseen documents, then what was missed and what is too many.

``python -m tests.unseen --kalibrasi`` writes ``docs/kalibrasi.md``.
"""

from __future__ import annotations

import sys

from kg.rules.registry import rules
from tests.unseen.calibration import PAGE, page
from tests.unseen.scoring import DOCUMENTS, score


def _line(name: str, recall: float, precision: float) -> str:
    return f"{name}: recall {recall:.2f}, precision {precision:.2f}\n"


def main() -> int:
    """Print the figures; with ``--kalibrasi`` write the page of the documentation."""
    if sys.argv[1:] == ["--kalibrasi"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    total = score()
    heuristic = frozenset(rule.id for rule in rules() if rule.kind == "heuristik")
    automatic = frozenset(rule.id for rule in rules()) - heuristic
    trees = score(tuple(one for one in DOCUMENTS if (one / "simpul.csv").exists()))
    sys.stdout.write(_line("all rules", total.recall(), total.precision()))
    sys.stdout.write(_line("heuristic", total.recall(heuristic), total.precision(heuristic)))
    sys.stdout.write(_line("automatic", total.recall(automatic), total.precision(automatic)))
    sys.stdout.write(_line("trees alone", trees.recall(), trees.precision()))
    for folder in DOCUMENTS:
        one = score((folder,))
        sys.stdout.write(_line(folder.name, one.recall(), one.precision()))
    for what, places in (("missed", total.missed), ("too many", total.extra)):
        for document, (rule, code) in sorted(places, key=lambda p: (p[1], p[0])):
            sys.stdout.write(f"{what}: {rule} {document} {code}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
