"""``python -m tests.reach FOLDER [RULE …]``: the reach of each rule that has a table in the folder, in figures only."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.reach.wordings import reach, read_wordings


def main(folder: Path, wanted: list[str]) -> None:
    """Print one line of figures per table."""
    for path in sorted(folder.glob("*.csv")):
        if wanted and path.stem not in wanted:
            continue
        found = reach(path.stem, read_wordings(path))
        sys.stdout.write(
            f"{path.stem}  hit {found.hit}/{found.faulty} {found.hit_rate:.2f}"
            f"  false alarms {found.accused}/{found.sound} {found.false_alarms:.2f}\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
