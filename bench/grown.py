"""Documents of one kind with as many rows as are wanted, and the commands that a growing document is put through."""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from bench.names import printed_names
from bench.spent import spent
from kg.derive.official.nomenclature import nomenclature
from kg.store.base import ntriples
from kg.terms import KIN, RDF, RDFS
from tests.support.forms import Sheets, as_folder, as_workbook, small

__all__ = ["KINDS", "Kind"]

_BASE = "https://w3id.org/kinerja/id"
_PLACE = f"{_BASE}/33.02.19/2025/pertumbuhan/"
_READ = "import sys; from pathlib import Path; from kg.read.inputs import read_paths; read_paths([Path(sys.argv[1])])"
_READ_NAMES = "import sys; from pathlib import Path; from kg.link.names import *; [*names_in_file(Path(sys.argv[1]))]"
_UNIT = ("--unit-seconds", "1900", "--unit-megabytes", "8000")
#: Kecamatan whose trees are held against each other; the last is a copy of the one before it but for each twentieth row.
_COMPARED = ("33.02.17", "33.02.18", "33.02.19")
_OWN = 20
_BRANCHES = 10
_SEED = 4101


@dataclass(frozen=True)
class Kind:
    """How a document of so many rows is made, the command that is measured, and what only reads the same file."""

    made: Callable[[Path, int], Path]
    command: tuple[str, ...]
    reading: str = _READ
    #: Behind the place of what was made.
    behind: tuple[str, ...] = ()


def _tree(place: str, told: Callable[[int], str], size: int, branches: int = 1) -> list[Triple]:
    """Results that support each other up to an outcome; in one line where each has one below it."""
    found: list[Triple] = []
    for number in range(size):
        node = NamedNode(f"{place}N{number}")
        kind = KIN["KondisiAntara"] if number else KIN["Outcome"]
        found += [
            Triple(node, RDF["type"], kind),
            Triple(node, RDFS["label"], Literal(told(number))),
        ]
        if number:
            found.append(
                Triple(node, KIN["menopang"], NamedNode(f"{place}N{(number - 1) // branches}"))
            )

    return found


def _indicators(size: int) -> list[Triple]:
    """Indicators of one sub-activity with one formula, whose wordings differ in the last word."""
    result = NamedNode(f"{_PLACE}hasil")
    found = [
        Triple(result, RDF["type"], KIN["KondisiOperasional"]),
        Triple(result, RDFS["label"], Literal("Terlaksananya pelayanan administrasi")),
    ]
    for number in range(size):
        node = NamedNode(f"{_PLACE}I{number}")
        label = f"Jumlah pemohon layanan administrasi yang dilayani tepat waktu kelompok {number}"
        found += [
            Triple(node, RDF["type"], KIN["Indikator"]),
            Triple(node, RDFS["label"], Literal(label)),
            Triple(node, KIN["formulasi"], Literal("Jumlah pemohon yang dilayani")),
            Triple(result, KIN["diukurOleh"], node),
        ]
    return found


def _sheets(size: int) -> Sheets:
    """A form with so many targets: indicators of five years each, below results of ten."""
    sheets = small()
    for number in range(size // 5):
        sheets["indikator"].append([f"I{number}", "SK", f"Jumlah layanan {number}", "", ""])
        for year in range(5):
            sheets["target"].append([f"I{number}", str(2025 + year), f"{number + year} Orang"])
    return sheets


def _in_chain(folder: Path, size: int) -> Path:
    path = folder / f"rantai{size}.nt"
    told = "Terselenggaranya pelayanan {}".format
    path.write_bytes(ntriples(_tree(_PLACE, told, size)))
    return path


def _alike(folder: Path, size: int) -> Path:
    path = folder / f"kembar{size}.nt"
    path.write_bytes(ntriples(_indicators(size)))
    return path


def _form(folder: Path, size: int) -> Path:
    return as_folder(folder / f"isian{size}", _sheets(size))


def _workbook(folder: Path, size: int) -> Path:
    return as_workbook(folder / f"isian{size}.xlsx", _sheets(size))


def _names(folder: Path, size: int) -> Path:
    """A list of names of the nomenclature as people print them, each but once."""
    concepts = list(nomenclature().pool().matcher.concepts)
    cases = printed_names(concepts, size // len(concepts) + 1, _SEED)
    random.Random(_SEED).shuffle(cases)
    path = folder / f"nama{size}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("nama", "jenjang", "induk"))
        for number, case in enumerate(cases[:size]):
            writer.writerow((f"{case.text} {number}", case.level, case.parent))
    return path


def _compared(folder: Path, size: int) -> Path:
    """What the check of three kecamatan with trees of so many results kept."""
    documents = folder / f"pohon{size}"
    documents.mkdir()
    for number, code in enumerate(_COMPARED):
        place, first = f"{_BASE}/{code}/2025/simpul/", _COMPARED[min(number, 1)]

        def told(row: int, code: str = code, first: str = first) -> str:
            return f"Terselenggaranya pelayanan {row} {first if row % _OWN else code}"

        (documents / f"{code}.nt").write_bytes(ntriples(_tree(place, told, size, _BRANCHES)))
    kept = folder / f"hasil{size}"
    spent(
        [sys.executable, "-m", "kg", "check", str(documents), "-j", "1", "-o", str(kept), *_UNIT],
        check=False,
    )
    return kept


_CHECK = ("check", "--fail-on", "none", *_UNIT)
KINDS = {
    "results in a chain": Kind(_in_chain, _CHECK),
    "near duplicates": Kind(_alike, _CHECK),
    "rows of a form, CSV": Kind(_form, _CHECK),
    "rows of a form, xlsx": Kind(_workbook, _CHECK),
    "names matched": Kind(_names, ("link", "match", "--format", "csv"), _READ_NAMES),
    "trees compared (LIN-03)": Kind(
        _compared, ("cross", *_UNIT), "", ("LIN-03", "--format", "csv")
    ),
}
