"""Lets Graphviz place the boxes; it never sees a label, so fonts of the machine and hostile text do not matter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Literal

from kg.errors import CouldNotError, Problem
from kg.report.drawing.routes import Curve, Point, routes
from kg.report.drawing.scene import Line, Scene, widened

__all__ = ["PAPER", "Flow", "Placed", "best", "is_available", "place"]

Flow = Literal["TB", "LR"]
#: Side lines (to posts, to plan items) that jump over a rank pull boxes together, or are fitted in when all boxes have a place.
Plan = Literal["close", "fitted"]
_INCH = 72.0
#: A3, long side first, less the margins of a printer, in points.
PAPER = (1148.0, 799.0)
#: Directions with the widths of boxes that suit them.
_WAYS: tuple[tuple[Flow, float], ...] = (("LR", 188.0), ("LR", 250.0), ("TB", 188.0), ("TB", 150.0))
#: Room for captions, title and legend around the tree, in points.
_AROUND = (100.0, 110.0)


@dataclass(frozen=True)
class Placed:
    """The scene with centres of its boxes by IRI and curves of its lines by their index, y downwards; size of it all."""

    scene: Scene
    flow: Flow
    width: float
    height: float
    centres: dict[str, Point]
    curves: dict[int, Curve]

    @property
    def scale(self) -> float:
        """How much the picture shrinks on A3, whichever way the sheet lies; never more than 1."""
        w, h = self.width + _AROUND[0], self.height + _AROUND[1]
        return min(1.0, max(min(PAPER[0] / w, PAPER[1] / h), min(PAPER[1] / w, PAPER[0] / h)))


def _dot(scene: Scene, flow: Flow, plan: Plan) -> str:
    """The graph in DOT; only numbers and names made here."""
    names = {box.iri: f"n{i}" for i, box in enumerate(scene.boxes)}
    ranks: dict[int, list[str]] = defaultdict(list)
    ports = ("s", "n") if flow == "TB" else ("e", "w")
    out = [
        f"digraph {{ rankdir={flow}; nodesep={0.2 if flow == 'TB' else 0.11}; ranksep={0.42 if flow == 'TB' else 0.6};",
        'splines=true; node [shape=box fixedsize=true label=""]; edge [arrowhead=none];',
    ]
    for box in scene.boxes:
        ranks[box.rank].append(names[box.iri])
        out.append(f"{names[box.iri]} [width={box.width / _INCH:.4f} height={box.height / _INCH:.4f}];")
    for rank, members in sorted(ranks.items()):
        out.extend((f"r{rank} [style=invis width=0.01 height=0.01];", f"{{ rank=same; r{rank}; {'; '.join(members)} }}"))
    out += [f"r{a} -> r{b} [style=invis weight=0];" for a, b in pairwise(sorted(ranks))]
    tops = ranks[min(ranks, default=0)]
    if len(tops) > 1:  # a point above keeps them in the order of their codes
        out.append("top [style=invis width=0.01 height=0.01];")
        out += [f"top -> {name} [style=invis weight=0];" for name in tops]
    for line in _routed(scene, plan):
        weight = 8 if line.kind == "above" else 1
        out.append(f"{names[line.upper]} -> {names[line.lower]} [weight={weight} tailport={ports[0]} headport={ports[1]}];")
    return "\n".join([*out, "}"])


def _routed(scene: Scene, plan: Plan) -> list[Line]:
    """The lines that Graphviz makes room for; ``fitted`` leaves out side lines that jump over a rank."""
    rank = {box.iri: box.rank for box in scene.boxes}
    return [x for x in scene.lines if plan == "close" or x.kind == "above" or rank[x.lower] - rank[x.upper] == 1]


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
        drawn: bytes = graph.draw(format="plain", prog="dot")
    finally:
        graph.close()
    return [line.split() for line in drawn.decode().splitlines()]


def place(scene: Scene, flow: Flow, plan: Plan) -> Placed:
    """Every box and line with its place, from top to bottom or from left to right."""
    rows = _plain(_dot(scene, flow, plan))
    iris = {f"n{i}": box.iri for i, box in enumerate(scene.boxes)}
    index = {(line.upper, line.lower): i for i, line in enumerate(scene.lines)}
    width, height = (float(v) * _INCH for v in rows[0][2:4])

    spots = {iris[row[1]]: (float(row[2]), float(row[3])) for row in rows if row[0] == "node" and row[1] in iris}
    mirrored = _is_backward(scene, flow, spots)

    def point(x: str | float, y: str | float) -> Point:
        across, down = float(x) * _INCH, height - float(y) * _INCH
        if not mirrored:
            return across, down
        return (width - across, down) if flow == "TB" else (across, height - down)

    centres = {iri: point(x, y) for iri, (x, y) in spots.items()}
    curves = {}
    for row in rows:
        if row[0] == "edge" and row[1] in iris:
            numbers = row[4 : 4 + 2 * int(row[3])]
            points = tuple(point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
            curves[index[iris[row[1]], iris[row[2]]]] = points
    return _cropped(scene, flow, centres, routes(scene, centres, curves, turned=flow == "TB"))


def _cropped(scene: Scene, flow: Flow, centres: dict[str, Point], curves: dict[int, Curve]) -> Placed:
    """The places with nothing but boxes and lines around the edges."""
    corners = [(x + s * b.width / 2, y + s * b.height / 2) for b in scene.boxes for x, y in [centres[b.iri]] for s in (-1, 1)]
    every = [*corners, *(p for curve in curves.values() for p in curve)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    width, height = max(x for x, _ in every) - left, max(y for _, y in every) - top
    moved = {iri: (x - left, y - top) for iri, (x, y) in centres.items()}
    return Placed(scene, flow, width, height, moved, {i: tuple((x - left, y - top) for x, y in c) for i, c in curves.items()})


def _is_backward(scene: Scene, flow: Flow, spots: dict[str, Point]) -> bool:
    """Whether most neighbours stand against the order of their codes, so that the picture is better mirrored."""
    ahead = 0
    for rank in {box.rank for box in scene.boxes}:
        row = [spots[box.iri] for box in scene.boxes if box.rank == rank]
        ahead += sum(1 if (b[0] > a[0] if flow == "TB" else b[1] < a[1]) else -1 for a, b in pairwise(row))
    return ahead < 0


def best(scene: Scene) -> Placed:
    """The way of placing in which the picture is largest on A3; of equals the first."""
    plans: tuple[Plan, ...] = ("close",) if len(_routed(scene, "fitted")) == len(scene.lines) else ("close", "fitted")
    ways = (place(widened(scene, wide), flow, plan) for flow, wide in _WAYS for plan in plans)
    return max(ways, key=lambda placed: round(placed.scale, 3))
