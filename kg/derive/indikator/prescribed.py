"""Indicators that the nomenclature prescribes: their wording is nobody's fault."""

from __future__ import annotations

from functools import lru_cache

from kg.derive.indikator.measured import measure_of
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import KEPT

__all__ = ["prescribed"]


@lru_cache(maxsize=KEPT)
def prescribed(label: str) -> bool:
    """Whether a wording is, or begins or ends, an indicator of the nomenclature.

    >>> prescribed("Jumlah Orang yang Menerima Gaji dan Tunjangan ASN"), prescribed("Jumlah orang dan desa")
    (True, False)
    """
    return measure_of(label) is not None and nomenclature().says(label)
