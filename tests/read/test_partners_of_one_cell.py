"""Several partners of one cell of a document are several organisations, whatever parts them."""

from __future__ import annotations

import pytest

from kg.read.layout.partners import partners
from kg.read.layout.posts import posts_in
from kg.read.layout.reading import Value


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Satpol PP; Polsek; Koramil", ["Satpol PP", "Polsek", "Koramil"]),
        ("Satpol PP, Polsek, dan Koramil", ["Satpol PP", "Polsek", "Koramil"]),
        ("1. Satpol PP\n2. Polsek", ["Satpol PP", "Polsek"]),
        ("-Satpol PP\n-Polsek", ["Satpol PP", "Polsek"]),
        ("BKPSDM/DPMPTSP", ["BKPSDM", "DPMPTSP"]),
        ("Dinas Pemuda, Olahraga & Dinas Sosial", ["Dinas Pemuda, Olahraga", "Dinas Sosial"]),
        ("Dinas Sosial, Kecamatan Wanayasa", ["Dinas Sosial", "Kecamatan Wanayasa"]),
        ("Dinas Komunikasi\ndan Informatika", ["Dinas Komunikasi dan Informatika"]),
        ("Dinas Komunikasi, Informatika dan Persandian",) * 2,
        ("Dinas Pemberdayaan Masyarakat dan Desa",) * 2,
        ("Badan Kesatuan Bangsa dan Politik",) * 2,
    ],
)
def test_partners_are_parted_where_another_begins(cell: str, named: list[str] | str) -> None:
    """A name that holds a comma or "dan" stays one."""
    wanted = [named] if isinstance(named, str) else named
    assert partners(cell).split("; ") == wanted


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Kasi PMD dan Kasi Trantib", ["Kasi PMD", "Kasi Trantib"]),
        ("Sekretaris Kecamatan, Lurah Watampone", ["Sekretaris Kecamatan", "Lurah Watampone"]),
        ("1. Camat\n2. Sekretaris Kecamatan", ["Camat", "Sekretaris Kecamatan"]),
        ("Kasubag Umum dan Kepegawaian", ["Kasubag Umum dan Kepegawaian"]),
        ("Kasi Pemerintahan, Ketenteraman dan Ketertiban",) * 2,
        ("Seksi Pelayanan", []),
    ],
)
def test_posts_are_parted_where_all_are_posts(cell: str, named: list[str] | str) -> None:
    """Two posts of one cell are two; a unit is none."""
    wanted = [named] if isinstance(named, str) else named
    assert [post.text for post in posts_in(Value(cell, "A1"))] == wanted
