"""Arrows inside each room: which part of it imports which, and which of these arrows run up again.

A part is a folder of the room, or a module that lies loose in it. An arrow runs up when it closes a circle: no order of
the parts lets all of them point down. Alone: ``python -m bench.arrows``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

__all__ = ["arrows", "main", "upward"]

_PACKAGE = Path(__file__).parents[1] / "kg"
_Arrow = tuple[str, str]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            # A module may be imported by name from the folder that holds it.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def arrows(room: Path) -> set[_Arrow]:
    """Pairs of different parts of a room of which the first imports the second."""
    parts = {path.stem for path in room.iterdir() if not path.name.startswith("__")}
    found = set()
    for path in room.rglob("*.py"):
        here = path.relative_to(room).parts[0].removesuffix(".py")
        for name in _imported(path):
            inner = name.removeprefix(f"kg.{room.name}.").split(".")[0]
            if name.startswith(f"kg.{room.name}.") and inner in parts - {here} and here in parts:
                found.add((here, inner))
    return found


def _reached(start: str, found: set[_Arrow]) -> set[str]:
    """Every part that imports of imports lead to."""
    seen: set[str] = set()
    new = {start}
    while new:
        seen |= new
        new = {below for above, below in found if above in new} - seen
    return seen


def upward(found: set[_Arrow]) -> set[_Arrow]:
    """The arrows that lie on a circle."""
    return {(above, below) for above, below in found if above in _reached(below, found)}


def main() -> None:
    """Print arrows and upward arrows of every room."""
    for room in sorted(path for path in _PACKAGE.iterdir() if (path / "__init__.py").exists()):
        found = arrows(room)
        told = ", ".join(f"{above} > {below}" for above, below in sorted(upward(found)))
        print(f"{room.name:12}{len(found):6}{len(upward(found)):6}  {told}")


if __name__ == "__main__":
    main()
