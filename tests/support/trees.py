"""Trees of every shape for tests of pictures, and how large the print of a picture is."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

from kg.report.drawing.scene import SIZE
from kg.walk.trace import Source
from kg.worker.facts import NodeFact, UnitFacts

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "g", "path", "text", "circle")
}
NOWHERE = Source(None, None, None, None, "")
WORDS = "Meningkatnya kualitas koordinasi penyelenggaraan pelayanan dan pemberdayaan masyarakat di wilayah kecamatan"


def node(
    code: str, band: str, *above: str, label: str = "", posts: tuple[str, ...] = ()
) -> NodeFact:
    """A node as a document might state it."""
    return NodeFact(
        f"urn:{code}",
        band,
        label or f"Terwujudnya hal {code}",
        tuple(f"urn:{a}" for a in above),
        posts,
        (),
        NOWHERE,
    )


def facts_of(*nodes: NodeFact) -> UnitFacts:
    """A unit of nothing but these nodes."""
    return UnitFacts("99.01.01", "2025", "CONTOH", nodes, (), ())


def label(number: int) -> str:
    """A text of 40 to 100 characters."""
    return f"{WORDS[: 40 + number * 37 % 60]} {number}"


def hundred() -> UnitFacts:
    """Outcome, 4 strategic, 15 intermediate and 70 operational conditions with long texts, and 10 posts."""
    nodes = [node("N0", "outcome")]
    nodes += [node(f"N{i}", "strategis", "N0", label=WORDS[:60]) for i in range(1, 5)]
    nodes += [node(f"A{i}", "antara", f"N{i % 4 + 1}", label=WORDS[:80]) for i in range(15)]
    posts = [(f"urn:J{i % 10}",) for i in range(70)]
    nodes += [
        node(f"O{i}", "operasional", f"A{i % 15}", label=f"{WORDS} {i}", posts=posts[i])
        for i in range(70)
    ]
    nodes += [node(f"J{i}", "jabatan", label=f"Kepala Seksi Pemerintahan {i}") for i in range(10)]
    return facts_of(*nodes)


def siblings() -> UnitFacts:
    """110 conditions under one of four."""
    top = [
        node("A", "outcome"),
        *(node(f"S{i}", "strategis", "A", label=label(i)) for i in range(4)),
    ]
    return facts_of(*top, *(node(f"O{i}", "operasional", "S1", label=label(i)) for i in range(110)))


def chain() -> UnitFacts:
    """110 levels of one condition each."""
    return facts_of(
        node("C0", "antara"),
        *(node(f"C{i}", "antara", f"C{i - 1}", label=label(i)) for i in range(1, 110)),
    )


def comb() -> UnitFacts:
    """55 levels of two conditions each, of which one goes on."""
    uppers = [f"C{max(i - 1 if i % 2 else i - 2, 0)}" for i in range(110)]
    return facts_of(
        node("C0", "antara"),
        *(node(f"C{i}", "antara", uppers[i], label=label(i)) for i in range(1, 110)),
    )


def balanced() -> UnitFacts:
    """Three below each, over five levels."""
    bands = ["strategis"] * 3 + ["antara"] * 36 + ["operasional"] * 81
    return facts_of(
        node("B1", "outcome"),
        *(
            node(f"B{i}", band, f"B{(i + 1) // 3}", label=label(i))
            for i, band in enumerate(bands, 2)
        ),
    )


def roots() -> UnitFacts:
    """110 conditions that hang on nothing."""
    return facts_of(*(node(f"N{i}", "antara", label=label(i)) for i in range(110)))


def many_posts() -> UnitFacts:
    """One condition that 110 posts answer for, with 30 conditions below it."""
    top = node("N", "antara", posts=tuple(f"urn:J{i}" for i in range(110)))
    below = [node(f"K{i}", "operasional", "N", label=label(i)) for i in range(30)]
    return facts_of(top, *below, *(node(f"J{i}", "jabatan", label=label(i)) for i in range(110)))


def ring() -> UnitFacts:
    """110 conditions in a circle, with texts longer than a box."""
    return facts_of(
        *(node(f"R{i}", "antara", f"R{(i - 1) % 110}", label=WORDS * 4) for i in range(110))
    )


SHAPES: dict[str, Callable[[], UnitFacts]] = {
    shape.__name__: shape
    for shape in (hundred, siblings, chain, comb, balanced, roots, many_posts, ring)
}


def parsed(svg: str) -> Element:
    """The picture as XML, with nothing in it but what a picture needs."""
    root = fromstring(svg)
    assert {e.tag for e in root.iter()} <= ALLOWED
    assert not any(
        name.startswith("on") or "href" in name or name == "style"
        for e in root.iter()
        for name in e.attrib
    )
    return root


def groups(root: Element, kind: str) -> list[Element]:
    """All groups of one class."""
    return [e for e in root.iter(f"{SVG}g") if kind in e.get("class", "").split()]


def print_sizes(svg: str) -> tuple[float, float]:
    """The smallest print and the smallest label in points, on the sheet of A3 that the picture asks for; it fits there."""
    root = parsed(svg)
    wide, high = (float(root.get(side, "").removesuffix("mm")) for side in ("width", "height"))
    assert min(wide, high) <= 297
    assert max(wide, high) <= 420
    view = [float(v) for v in root.get("viewBox", "").split()]
    scale = min(wide / view[2], high / view[3]) / 25.4 * 72
    assert not re.search(r"scale|matrix", " ".join(e.get("transform", "") for e in root.iter()))
    sizes = [float(e.get("font-size", "nan")) * scale for e in root.iter(f"{SVG}text")]
    # The label is the largest print of a box; code and notes beside it may be smaller.
    labels = []
    for group in groups(root, "simpul"):
        sizes_here = [float(e.get("font-size", "nan")) for e in group.findall(f"{SVG}text")]
        labels.append(max(sizes_here) * scale)
    return min(sizes), min(labels, default=SIZE * scale)


def legible(svg: str) -> None:
    """Every text of a sheet has 6 points at least, every label 6.5."""
    smallest, smallest_label = print_sizes(svg)
    assert smallest >= 6
    assert smallest_label >= 6.5
