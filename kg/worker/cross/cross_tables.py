"""The tables that kecamatan are compared by.

One CSV file each in the folder ``lintas``, one row for each statement.
"""

from __future__ import annotations

__all__ = ["FOLDER", "STANDARD", "TABLES", "UNIT", "columns"]

#: The folder of the tables, beside ``temuan.csv``.
FOLDER = "lintas"
#: Beside the tables: the standard results and indicators of the lists that the check used, as keys.
STANDARD = "baku"
#: The columns every table begins with.
UNIT = ("kecamatan", "periode")
_PLACE = ("simpul", "dokumen", "baris")
#: ``teks`` is as printed, ``asli`` its words, ``kunci`` the words without the own names of places,
#: ``inti`` those that count in alphabetical order, and ``nama`` the own names that were found.
_TEXT = ("teks", "asli", "kunci", "inti", "nama")
#: ``kode`` is as printed, ``kode_baku`` that of the entry that the name means, empty when nobody
#: knows.
_ABOVE = ("outcome", "outcome_inti", "strategis", "strategis_inti")

TABLES: dict[str, tuple[str, ...]] = {
    "satuan": (
        "nama_kecamatan",
        "nama_kabupaten",
        "jumlah_kinerja",
        "jumlah_indikator",
        "jumlah_sub_kegiatan",
    ),
    "kinerja": (*_PLACE, "jenis", *_TEXT, "jabatan", "seksi", "mitra"),
    "indikator": (*_PLACE, "jenis", *_TEXT, "untuk", "target"),
    "sub_kegiatan": (*_PLACE, "kunci", "kode", "kode_baku", "nama", "hasil", *_ABOVE, "pelaksana"),
    "mitra": (*_PLACE, "inti", "teks", "mitra", "cara"),
}


def columns(table: str) -> tuple[str, ...]:
    """All columns of a table.

    >>> columns("mitra")[:3]
    ('kecamatan', 'periode', 'simpul')
    """
    return (*UNIT, *TABLES[table])
