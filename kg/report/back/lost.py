"""What a copy of a workbook lacks.

The parts of its archive before and after, and what stands in its drawings and sheets.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter

from kg.errors import Lang
from kg.report.back.results_in import without_result
from kg.report.book.clean import one_break
from kg.report.book.texts import text

__all__ = ["Lost", "lost"]

#: Parts by name, and the key of their word.
_PARTS: tuple[tuple[str, str], ...] = (
    (r"xl/media/", "images"),
    (r"xl/charts?(ex)?/(chart|chartEx)\d", "charts"),
    (r"xl/vba|xl/macrosheets/", "macros"),
    (r"xl/(ctrlProps|activeX)/", "controls"),
    (r"xl/embeddings/", "objects"),
    (r"xl/(threadedComments|persons)/", "threads"),
    (r"xl/(pivotTables|pivotCache|slicers|slicerCaches|timelines|timelineCaches)/", "pivots"),
    (r"xl/(connections|queryTables)", "connections"),
    (r"xl/externalLinks/", "links"),
    (r"xl/printerSettings/", "printers"),
    (r"customXml/", "custom"),
    (r"_xmlsignatures/", "signatures"),
)
#: Elements inside sheets and drawings, and the key of their word.
_ELEMENTS: tuple[tuple[bytes, str], ...] = (
    (rb"<(?:\w+:)?(?:sp|cxnSp|grpSp)[ >]", "drawings"),
    (rb"<x14:dataValidation[ >]", "validations"),
    (rb"<x14:conditionalFormatting[ >]", "formats"),
    (rb"<x14:sparklineGroup[ >]", "sparklines"),
)
#: Parts that every program writes anew, or by other names, without loss.
_RENEWED = re.compile(
    r"(_rels/|.*\.rels$|\[Content_Types\]\.xml|docProps/|xl/(workbook|styles|sharedStrings|calcChain)\.xml"
    r"|xl/(worksheets|chartsheets|theme|tables|drawings|comments|comments/.*)(/|\d|$)|xl/charts/(style|colors)\d)"
)


#: Parts without a word of their own that are named.
_OTHERS = 10


class Lost:
    """What is in the original and not in the copy, how many charts were drawn again, and how many formulas have no result."""

    def __init__(self, before: bytes, after: bytes) -> None:
        old = _counted(before)
        new = _counted(after)
        self.parts = {}
        for key, count in old.items():
            if key in _WORDS and count > new[key]:
                self.parts[key] = count - new[key]
        self.others = sorted(set(old) - set(new) - {*_WORDS, "formulas"})
        self.charts = min(old["charts"], new["charts"])
        self.formulas = new["formulas"]

    def sentences(self, lang: Lang) -> list[str]:
        """What a reader of the copy must know; empty when nothing is missing."""
        names = [f"{text('lost', key, lang)} ({n})" for key, n in sorted(self.parts.items())]
        if self.others:
            shown = [one_break(name)[:80] for name in self.others[:_OTHERS]] + ["…"] * (
                len(self.others) > _OTHERS
            )
            names.append(text("lost", "others", lang).format(names=", ".join(shown)))
        if names:
            said = [text("returned", "dropped", lang).format(parts=", ".join(names))]
        else:
            said = []
        for key, count in (("redrawn", self.charts), ("formulas", self.formulas)):
            if count:
                said += [text("returned", key, lang).format(count=count)]
        return said


_WORDS = frozenset(key for _, key in (*_PARTS, *_ELEMENTS))


def _body(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part; empty when it is damaged, for no program reads it then."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return b""


def _counted(data: bytes) -> Counter[str]:
    """How often each kind of part and element is in the archive; other parts by name."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            key = next((k for pattern, k in _PARTS if re.match(pattern, name)), None)
            if key is not None:
                found[key] += not name.endswith(".rels")
            elif not _RENEWED.match(name):
                found[name] += 1
            if re.match(r"xl/(worksheets|drawings)/[^/]*\.xml$", name):
                body = _body(archive, name)
                for pattern, word in _ELEMENTS:
                    found[word] += len(re.findall(pattern, body))
                if "worksheets" in name:
                    found["formulas"] += without_result(body)
                else:
                    found["formulas"] += 0
    return found


def lost(before: bytes, after: bytes) -> Lost:
    """Compare a workbook with its copy; both have passed the gate."""
    return Lost(before, after)
