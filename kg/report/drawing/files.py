"""The pictures as files.

One for every unit, or one for every sheet of a unit that is too large for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.errors import Lang
from kg.report.dossier.dossier import SAMPLE, Dossier
from kg.report.drawing.pages import DrawnPage, pages
from kg.report.drawing.scene import Highlight
from kg.rules.finding import Finding
from kg.worker.facts import UnitFacts

__all__ = ["FOLDER", "Drawn", "drawn", "file_name", "pictures", "stamped", "unit_files"]

#: Where the pictures stand in a bundle.
FOLDER = "gambar"
#: The sheets of one unit.
Drawn = tuple[UnitFacts, Sequence[DrawnPage]]
_WORDS = re.compile(r"[A-Za-z0-9]+(?:[.][A-Za-z0-9]+)*")


def file_name(facts: UnitFacts) -> str:
    """The name of a unit's picture without suffix; safe on every platform.

    >>> file_name(UnitFacts("../x y", "2021", "", (), (), ()))
    'pohon-x-y-2021'
    """
    return "-".join(["pohon", *_WORDS.findall(f"{facts.region} {facts.period}")])


def unit_files(
    facts: UnitFacts, findings: Sequence[Finding], lang: Lang, highlight: Highlight | None = None
) -> dict[str, str]:
    """SVG by file name without suffix.

    The whole tree, or its sheets when on one it could not be read.
    """
    return dict(_named(facts, pages(facts, findings, lang, highlight)))


def _named(facts: UnitFacts, sheets: Sequence[DrawnPage]) -> Iterator[tuple[str, str]]:
    """Sheets of a unit by file name without suffix."""
    name = file_name(facts)
    for page in sheets:
        yield f"{name}-{page.name}".removesuffix("-"), page.svg


def drawn(dossier: Dossier) -> Iterator[Drawn]:
    """The sheets of every unit; each is drawn when it is asked for."""
    by_region: dict[str, list[Finding]] = {}
    for found in dossier.findings:
        by_region.setdefault(found.kecamatan, []).append(found)
    for facts in dossier.facts:
        yield facts, pages(facts, by_region.get(facts.region, []), dossier.lang)


def stamped(svg: str, dossier: Dossier) -> str:
    """A picture of the sample documents says so in its corner."""
    if not dossier.is_sample:
        return svg
    said = (
        f'<text x="6" y="14" font-size="11" font-family="sans-serif" fill="#8b1a1a">{SAMPLE}</text>'
    )
    return svg.replace("</svg>", f"{said}</svg>")


def pictures(dossier: Dossier, sheets: Iterable[Drawn] | None = None) -> Mapping[str, bytes]:
    """The pictures of a bundle by file, of ``sheets`` where they have been drawn.

    Two units whose names differ only in signs keep two files.
    """
    found: dict[str, bytes] = {}
    for facts, own in drawn(dossier) if sheets is None else sheets:
        for name, svg in _named(facts, own):
            file = f"{FOLDER}/{name}.svg"
            if file in found:
                file = f"{FOLDER}/{name}-{len(found)}.svg"
            found[file] = stamped(svg, dossier).encode()
    return found
