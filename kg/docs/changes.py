"""Builds a section of CHANGELOG.md from the fragments in docs/perubahan.

``python -m kg.docs.changes`` prints what has come together; ``python -m kg.docs.changes 0.2.0
2026-12-01`` puts it into CHANGELOG.md as the section of that version and takes the fragments away.
"""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["fragments", "main", "released", "section"]

_FOLDER = Path("docs/perubahan")
_LOG = Path("CHANGELOG.md")


def fragments(folder: Path) -> list[Path]:
    """The fragments in the order of their issues.

    A fragment is named ``<issue>-<slug>.md`` and holds one or two sentences.
    """
    found = [path for path in folder.glob("*-*.md") if path.name.split("-")[0].isdecimal()]
    return sorted(found, key=lambda path: (int(path.name.split("-")[0]), path.name))


def section(folder: Path) -> str:
    """All fragments as one list.

    :raises ValueError: a fragment is empty.
    """
    lines = []
    for path in fragments(folder):
        text = " ".join(path.read_text(encoding="utf-8").split()).removeprefix("- ")
        if not text:
            raise ValueError(path)
        lines.append(f"- {text}\n")

    return "".join(lines)


def released(log: str, version: str, day: str, body: str) -> str:
    r"""The log with a new section above the older ones.

    >>> print(released("# Changes\n\n## 0.1.0\n- a\n", "0.2.0", "2026-12-01", "- b\n"))
    # Changes
    <BLANKLINE>
    ## 0.2.0 (2026-12-01)
    <BLANKLINE>
    - b
    <BLANKLINE>
    ## 0.1.0
    - a
    <BLANKLINE>
    """
    head, mark, rest = log.partition("## ")
    return f"{head}## {version} ({day})\n\n{body}\n{mark}{rest}"


def main(words: list[str]) -> None:
    """Print the section, or release it."""
    body = section(_FOLDER)
    if len(words) != 2:
        sys.stdout.write(body)
        return
    log = _LOG.read_text(encoding="utf-8")
    _LOG.write_text(released(log, words[0], words[1], body), encoding="utf-8")
    for path in fragments(_FOLDER):
        path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
