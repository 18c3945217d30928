"""Changes as a page: of one kecamatan the two trees side by side, every change marked with its class; of two checks the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any, get_args

from kg.errors import Lang
from kg.report.diff.held import Compared, Matter, held_row
from kg.report.diff.tree_changes import CHANGE_KINDS, TreeChange, key_of, place_of
from kg.report.dossier.changes import Changes
from kg.report.dossier.place import where
from kg.report.templating import templates
from kg.report.words import period_text, word, words_of
from kg.rules.finding import number_of
from kg.walk.trace import Source
from kg.worker.facts import UnitFacts

__all__ = ["FINDING_KINDS", "checks_page", "diff_page"]

#: Every class of finding, in the order of listings.
FINDING_KINDS = ("new", "reopened", "resolved", "persisting")
_TONES = {
    "new": "removed",
    "reopened": "changed",
    "resolved": "added",
    "persisting": "",
}


def _rows(facts: UnitFacts, marks: dict[str, set[str]]) -> list[dict[str, Any]]:
    """The nodes in the order of the tree, with depth, label and the classes of their changes."""
    nodes = {node.iri: node for node in facts.nodes}
    below: dict[str, list[str]] = defaultdict(list)
    for node in facts.nodes:
        # A node is drawn once, below the first of those that it supports.
        above = (iri for iri in node.above if iri in nodes and iri != node.iri)
        below[next(above, "")].append(node.iri)
    rows: list[dict[str, Any]] = []
    seen: set[str] = set()

    def walk(iri: str, depth: int) -> None:
        if iri in seen:
            return
        seen.add(iri)
        node = nodes[iri]
        kinds = []
        for k in CHANGE_KINDS:
            if k in marks.get(key_of(iri), set()):
                kinds.append(k)
        rows.append(
            {
                "depth": depth,
                "band": node.band,
                "label": node.label,
                "kinds": kinds,
            }
        )
        for child in below[iri]:
            walk(child, depth + 1)

    for iri in [*below[""], *nodes]:
        walk(iri, 0)
    return rows


def _marks(changes: list[TreeChange], *, old: bool, pairs: dict[str, str]) -> dict[str, set[str]]:
    marks: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        if old and change.kind != "removed":
            key = pairs.get(change.key, change.key)
        else:
            key = change.key
        marks[key].add(change.kind)
    return marks


def _rendered(template: str, lang: Lang, **facts: Any) -> bytes:
    return (
        templates("kg.report.diff")
        .get_template(template)
        .render(
            lang=lang,
            words=words_of("diff", lang),
            **facts,
        )
        .encode()
    )


def diff_page(
    old: UnitFacts,
    new: UnitFacts,
    changes: list[TreeChange],
    pairs: dict[str, str],
    lang: Lang,
    found: Compared | None = None,
) -> bytes:
    """One HTML file without scripts; ``pairs`` are old keys by new ones.

    ``found`` is what two kinds of document say of the same. The same input gives the same bytes.
    """
    return _rendered(
        "diff.html.j2",
        lang,
        period=lambda value: period_text(value, lang),
        kinds=CHANGE_KINDS,
        place_of=place_of,
        sides=[
            (old, _rows(old, _marks(changes, old=True, pairs=pairs))),
            (new, _rows(new, _marks(changes, old=False, pairs=pairs))),
        ],
        changes=changes,
        kinds_held=found.kinds if found else (),
        tables=_tables(found, lang) if found else [],
    )


def _tables(found: Compared, lang: Lang) -> list[tuple[str, list[list[str]]]]:
    """The rows of each matter that has any, without the column that names it."""
    tables: list[tuple[str, list[list[str]]]] = []
    for matter in get_args(Matter):
        rows = [held_row(one, lang)[1:] for one in found.of(matter)]
        if rows:
            tables.append((matter, rows))
    return tables


def _units(check: Mapping[str, Any]) -> list[str]:
    """Kecamatan and period of every input of a check."""
    inputs = [i for i in check.get("inputs", []) if isinstance(i, Mapping)]
    found = set()
    for i in inputs:
        found.add(
            f"{i.get('kecamatan', '')} {i.get('period', '')}".strip() or str(i.get("path", "-"))
        )
    return sorted(found)


def _stands(source: Mapping[str, Any]) -> str:
    """Where a finding of a report stands, whose source is an object of JSON."""
    texts = {key: source.get(key) for key in ("document", "line", "sheet", "cell")}
    return where(Source(**texts, text=""))


def checks_page(
    old: Mapping[str, Any], new: Mapping[str, Any], changes: Changes, lang: Lang
) -> bytes:
    """One HTML file without scripts: counts, every finding by class, rules whose status changed.

    Same in, same out.
    """
    return _rendered(
        "checks.html.j2",
        lang,
        sides=[_units(old), _units(new)],
        lists=[(kind, getattr(changes, kind)) for kind in FINDING_KINDS],
        tones=_TONES,
        statuses=changes.statuses,
        number=number_of,
        source=_stands,
        word=partial(word, lang=lang),
    )
