"""The changes of one kecamatan as a page: the two trees side by side, every change marked with its class."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.errors import Lang
from kg.report.diff.trees import CHANGE_KINDS, TreeChange, key_of
from kg.report.words import period_text
from kg.worker.facts import UnitFacts

__all__ = ["change_words", "diff_page"]


@lru_cache(maxsize=1)
def change_words() -> dict[str, dict[str, str]]:
    """The words of this page and of the listing of changes, by key and language."""
    return tomllib.loads(resources.files("kg.report.diff").joinpath("words.toml").read_text(encoding="utf-8"))


def _rows(facts: UnitFacts, marks: dict[str, set[str]]) -> list[dict[str, Any]]:
    """The nodes in the order of the tree, with depth, label and the classes of their changes."""
    nodes = {node.iri: node for node in facts.nodes}
    below: dict[str, list[str]] = defaultdict(list)
    for node in facts.nodes:
        below[next((a for a in node.above if a in nodes and a != node.iri), "")].append(node.iri)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()

    def walk(iri: str, depth: int) -> None:
        if iri in seen:
            return
        seen.add(iri)
        node = nodes[iri]
        kinds = [k for k in CHANGE_KINDS if k in marks.get(key_of(iri), set())]
        rows.append({"depth": depth, "band": node.band, "label": node.label, "kinds": kinds})
        for child in below[iri]:
            walk(child, depth + 1)

    for iri in [*below[""], *nodes]:
        walk(iri, 0)
    return rows


def _marks(changes: list[TreeChange], *, old: bool, pairs: dict[str, str]) -> dict[str, set[str]]:
    marks: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        key = pairs.get(change.key, change.key) if old and change.kind != "removed" else change.key
        marks[key].add(change.kind)
    return marks


def diff_page(old: UnitFacts, new: UnitFacts, changes: list[TreeChange], pairs: dict[str, str], lang: Lang) -> bytes:
    """One HTML file without scripts; ``pairs`` are old keys by new ones. The same input gives the same bytes."""
    environment = Environment(loader=PackageLoader("kg.report.diff"), autoescape=True, undefined=StrictUndefined)
    words = {key: texts[lang] for key, texts in change_words().items()}
    page = environment.get_template("diff.html.j2").render(
        lang=lang,
        words=words,
        period=lambda value: period_text(value, lang),
        kinds=CHANGE_KINDS,
        sides=[
            (old, _rows(old, _marks(changes, old=True, pairs=pairs))),
            (new, _rows(new, _marks(changes, old=False, pairs=pairs))),
        ],
        changes=changes,
    )
    return page.encode()
