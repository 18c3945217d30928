"""Order in the Turtle files of ontology/ and shapes/: one way to write them, so that changes show.

``python -m bench.turtle`` puts prefixes in order and takes away blanks at line ends, tabs and empty
lines at the end; ``--check`` names the files that it would change and ends with 1.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

__all__ = ["main", "ordered"]

_ROOT = Path(__file__).parents[1]
_FOLDERS = ("ontology", "shapes")
_PREFIX = re.compile(r"@prefix\s+([\w-]*):\s+<[^>]*>\s*\.")


def _sorted_prefixes(lines: list[str]) -> list[str]:
    """Each run of prefix lines by name, every name once."""
    found: list[str] = []
    run: dict[str, str] = {}
    for line in [*lines, ""]:
        match = _PREFIX.fullmatch(line)
        if match is not None:
            run.setdefault(match[1], line)
            continue
        found += [run[name] for name in sorted(run)]
        run.clear()
        found.append(line)

    return found[:-1]


def ordered(text: str) -> str:
    r"""The text of a Turtle file as it is written here.

    >>> ordered("@prefix b: <x:b> .\n@prefix a: <x:a> .\n\na:x a b:y .  \n\n\n")
    '@prefix a: <x:a> .\n@prefix b: <x:b> .\n\na:x a b:y .\n'
    """
    lines = [line.rstrip().replace("\t", "    ") for line in text.splitlines()]
    return "\n".join(_sorted_prefixes(lines)).rstrip("\n") + "\n"


def main(words: list[str]) -> int:
    """Put the files in order, or tell which are not; the exit code."""
    wrong = []
    for folder in _FOLDERS:
        for path in sorted((_ROOT / folder).rglob("*.ttl")):
            text = path.read_text(encoding="utf-8")
            if ordered(text) != text:
                wrong.append(path)
    for path in wrong:
        print(path.relative_to(_ROOT))
        if "--check" not in words:
            path.write_text(ordered(path.read_text(encoding="utf-8")), encoding="utf-8")
    return int("--check" in words and bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
