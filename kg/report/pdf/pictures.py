"""The pictures of the trees for the appendix: one page of A3 for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kg.limits import DEFAULT
from kg.report.dossier.dossier import Dossier
from kg.report.drawing import DrawnPage
from kg.report.drawing.files import Drawn, drawn
from kg.report.pdf.text import covered

__all__ = ["drawings"]

_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_UNKNOWN = "□"


def _paintable(svg: str) -> str:
    """The picture with a box for every character that the fonts lack.

    Boxes are too small for code points.
    """
    known = covered()
    lacking = {c for c in set(svg) if c not in known and not c.isspace()}
    return svg.translate(dict.fromkeys(map(ord, lacking), _UNKNOWN))


def _is_wide(svg: str) -> bool:
    """Whether the picture asks for a page that lies on its side.

    >>> _is_wide('<svg viewBox="0 0 420 297">'), _is_wide('<svg viewBox="0 0 297 420">')
    (True, False)
    """
    size = _VIEW.search(svg)
    return size is None or float(size[1]) >= float(size[2])


def drawings(
    dossier: Dossier,
    sheets: Iterable[Drawn] | None = None,
    limit: int = DEFAULT.paper_pictures,
) -> list[dict[str, Any]]:
    """The pictures with their titles, in the order of the units, up to the limit.

    Of ``sheets`` where they have been drawn.
    """
    found: list[DrawnPage] = []
    for _facts, own in drawn(dossier) if sheets is None else sheets:
        found += own
        if len(found) >= limit:
            break
    rows = []
    for p in found[:limit]:
        rows.append(
            {
                "title": p.title,
                "svg": _paintable(p.svg),
                "wide": _is_wide(p.svg),
            }
        )
    return rows
