"""SSSOM 1.0 mapping sets written as TSV, plainly: what all rows share is said once in the head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.link.sssom import Row, slots
from kg.link.yaml_block import Block

__all__ = ["write_sssom"]

#: What YAML would take for a number, a time, a pair or a comment.
_RISKY = re.compile(r"[\d.:\-]+|.*: .*|.*#.*")


def _head_lines(head: Mapping[str, object]) -> Iterator[str]:
    for slot in sorted(head):
        value = head[slot]
        if isinstance(value, dict):
            yield f"#{slot}:"
            for key in sorted(value):
                yield f"#  {key}: {value[key]}"
        elif isinstance(value, list):
            yield f"#{slot}:"
            for item in value:
                yield f"#  - {item}"
        else:
            yield f"#{slot}: {_quoted(str(value))}"


def _quoted(text: str) -> str:
    """A value that YAML would take for something else, in quotation marks."""
    if _RISKY.fullmatch(text):
        return f'"{text}"'
    return text


def write_sssom(head: Block, rows: Sequence[Row], order: Iterable[str]) -> bytes:
    """A mapping set as TSV.

    No empty column, rows in order, what all rows share said once in the head.
    """
    shared = _shared(rows)
    used = []
    for slot in order:
        if slot not in shared and any(row.get(slot) for row in rows):
            used.append(slot)
    lines = list(_head_lines({**head, **shared}))
    lines.append("\t".join(used))
    lines += sorted(_row_line(row, used) for row in rows)
    text = "\n".join(lines)
    return f"{text}\n".encode()


def _shared(rows: Sequence[Row]) -> dict[str, str]:
    """The slots that have one value in all rows, and may be said in the head."""
    shared: dict[str, str] = {}
    for slot in slots().both:
        values = {row.get(slot, "") for row in rows}
        if len(values) == 1 and values != {""}:
            shared[slot] = values.pop()
    return shared


def _row_line(row: Row, used: list[str]) -> str:
    cells = []
    for slot in used:
        # A tab or a new line within a cell would end it.
        words = row.get(slot, "").split()
        cells.append(" ".join(words))
    return "\t".join(cells)
