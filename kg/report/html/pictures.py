"""The trees as pictures inside the page, in both languages, with a link from every node that has findings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import fromstring, tostring
from markupsafe import Markup

from kg.errors import CouldNotError, Lang, Problem
from kg.report.drawing.scene import ident
from kg.report.drawing.tree import tree_svg
from kg.report.html.text import mark
from kg.report.html.words import LANGS
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["Picture", "pictures"]


@dataclass(frozen=True)
class Picture:
    """The tree of one unit in both languages, or why it could not be drawn."""

    name: str
    svg: Markup
    problem: Problem | None


def _linked(svg: str, lang: Lang, suffix: str, targets: dict[str, str]) -> Markup:
    """The picture as part of a page: names without prefix, ids of its own, and its nodes linked."""
    root: Any = fromstring(svg, forbid_dtd=True)
    for element in list(root.iter()):
        element.tag = element.tag.rpartition("}")[2]
        for index, child in enumerate(list(element)):
            if child.get("id") in targets:
                link = element.makeelement("a", {"href": f"#{targets[child.get('id')]}"})
                link.append(child)
                element[index] = link
    for element in root.iter():
        if element.get("id"):
            element.set("id", f"{element.get('id')}-{suffix}")
    root.set(
        "aria-labelledby",
        " ".join(f"{word}-{suffix}" for word in root.get("aria-labelledby", "").split()),
    )
    root.set("lang", lang)
    text: str = tostring(root, encoding="unicode")
    return Markup(text)  # ruff: ignore[unsafe-markup-use] - written by the serialiser, every text and attribute escaped


def pictures(
    facts: tuple[UnitFacts, ...], findings: list[Finding], anchors: Collection[str]
) -> list[Picture]:
    """One picture per unit that has a tree; ``anchors`` are the nodes of the page that can be linked."""
    drawn = []
    for number, unit in enumerate(facts):
        ways = {ident(n.iri): f"n-{mark(str(number), n.iri)}" for n in unit.nodes}
        targets = {name: anchor for name, anchor in ways.items() if anchor in anchors}
        if not unit.nodes:
            continue
        try:
            parts = [
                _linked(tree_svg(unit, findings, lang), lang, f"{number}-{lang}", targets)
                for lang in LANGS
            ]
        except CouldNotError as error:
            drawn.append(Picture(unit.name, Markup(), error.problems[0]))
        else:
            drawn.append(Picture(unit.name, Markup("").join(parts), None))
    return drawn
