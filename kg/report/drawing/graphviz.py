"""Lets Graphviz place blocks of boxes; it never sees a label, so fonts of the machine and hostile text do not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import redirect_stderr
from importlib import import_module
from io import StringIO
from itertools import pairwise
from typing import Literal

from kg.errors import CouldNotError, Problem
from kg.report.drawing.fold import Block
from kg.report.drawing.routes import Curve, Point

__all__ = ["Flow", "Link", "arranged", "is_available"]

Flow = Literal["TB", "LR"]
#: A line between two blocks, by their index, with its weight.
Link = tuple[int, int, int]
_INCH = 72.0


def _dot(blocks: Sequence[Block], links: Sequence[Link], flow: Flow) -> str:
    """The graph in DOT; only numbers and names made here."""
    ranks: dict[int, list[str]] = defaultdict(list)
    ports = "tailport=s headport=n" if flow == "TB" else "tailport=e headport=w"
    out = [
        f"digraph {{ rankdir={flow}; nodesep={0.2 if flow == 'TB' else 0.11}; ranksep={0.42 if flow == 'TB' else 0.6};",
        'splines=true; node [shape=box fixedsize=true label=""]; edge [arrowhead=none];',
    ]
    for i, block in enumerate(blocks):
        ranks[block.rank].append(f"n{i}")
        width, height = block.size
        out.append(f"n{i} [width={width / _INCH:.4f} height={height / _INCH:.4f}];")
    for rank, members in sorted(ranks.items()):
        out.extend(
            (
                f"r{rank} [style=invis width=0.01 height=0.01];",
                f"{{ rank=same; r{rank}; {'; '.join(members)} }}",
            )
        )
    out += [f"r{a} -> r{b} [style=invis weight=0];" for a, b in pairwise(sorted(ranks))]
    tops = ranks[min(ranks, default=0)]
    if len(tops) > 1:  # a point above keeps them in the order of their codes
        out.append("top [style=invis width=0.01 height=0.01];")
        out += [f"top -> {name} [style=invis weight=0];" for name in tops]
    out += [f"n{upper} -> n{lower} [weight={weight} {ports}];" for upper, lower, weight in links]
    return "\n".join([*out, "}"])


def is_available() -> bool:
    """Whether Graphviz is there for this machine."""
    try:
        import_module("pygraphviz")
    except ImportError:
        return False
    return True


def _plain(dot: str) -> list[list[str]]:
    """What Graphviz says of the graph, one list of words a line.

    :raises CouldNotError: DRAW-GRAPHVIZ when the library is not there for this machine.
    """
    try:
        from pygraphviz import AGraph  # a compiled library, not there on every platform
    except ImportError as error:
        raise CouldNotError(Problem("DRAW-GRAPHVIZ", "", {"reason": str(error)})) from error
    graph = AGraph(string=dot)
    try:
        with redirect_stderr(StringIO()):  # it remarks on large graphs
            drawn: bytes = graph.draw(format="plain", prog="dot")
    finally:
        graph.close()
    return [line.split() for line in drawn.decode().splitlines()]


def _is_backward(blocks: Sequence[Block], spots: dict[int, Point], flow: Flow) -> bool:
    """Whether most neighbours stand against the order of their codes, so that the picture is better mirrored."""
    ahead = 0
    for rank in {block.rank for block in blocks}:
        row = [spots[i] for i, block in enumerate(blocks) if block.rank == rank]
        ahead += sum(
            1 if (b[0] > a[0] if flow == "TB" else b[1] < a[1]) else -1 for a, b in pairwise(row)
        )
    return ahead < 0


def arranged(
    blocks: Sequence[Block], links: Sequence[Link], flow: Flow
) -> tuple[list[Point], dict[tuple[int, int], Curve]]:
    """The centre of every block and the curve of every link, in points, y downwards.

    :raises CouldNotError: DRAW-GRAPHVIZ when the library is not there for this machine.
    """
    rows = _plain(_dot(blocks, links, flow))
    width, height = (float(v) * _INCH for v in rows[0][2:4])
    spots = {
        int(row[1][1:]): (float(row[2]), float(row[3]))
        for row in rows
        if row[0] == "node" and row[1][0] == "n"
    }
    mirrored = _is_backward(blocks, spots, flow)

    def point(x: str | float, y: str | float) -> Point:
        across, down = float(x) * _INCH, height - float(y) * _INCH
        if not mirrored:
            return across, down
        return (width - across, down) if flow == "TB" else (across, height - down)

    curves = {}
    for row in rows:
        if row[0] == "edge" and row[1][0] == "n":
            numbers = row[4 : 4 + 2 * int(row[3])]
            points = tuple(point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            curves[int(row[1][1:]), int(row[2][1:])] = points
    return [point(*spots[i]) for i in range(len(blocks))], curves
