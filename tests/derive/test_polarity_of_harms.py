"""What is better the smaller it is, told by the wording where no column states it."""

from __future__ import annotations

import pytest

from kg.derive.bahasa.buruk import less_is_better

FALLING = (
    "Rata-rata waktu penyelesaian permohonan administrasi kependudukan",
    "Rata-rata lama pengurusan surat pindah",
    "Volume timbulan sampah permukiman pesisir",
    "Jumlah berkas yang menumpuk lebih dari 2 hari",
    "Nilai tunggakan retribusi pasar",
    "Jumlah balita stunting",
    "Prevalensi stunting balita",
)
RISING = (
    "Persentase tunggakan yang tertagih",
    "Volume sampah yang terangkut",
    "Persentase ketepatan waktu penyelesaian laporan",
    "Ketepatan waktu penyelesaian laporan",
    "Persentase permohonan selesai tepat waktu",
    "Rata-rata waktu belajar anak di rumah baca",
    "Jumlah penyuluhan stunting",
    "Frekuensi rembuk stunting",
    "Jumlah kampanye pencegahan stunting",
    "Jumlah lokakarya stunting",
)


@pytest.mark.parametrize("label", FALLING)
def test_waste_arrears_and_time_taken_are_better_smaller(label: str) -> None:
    """Their targets may fall, also in a document without a column of polarity."""
    assert less_is_better(label)


@pytest.mark.parametrize("label", RISING)
def test_what_is_done_about_them_is_better_larger(label: str) -> None:
    """Collected, carried away, on time: more of it is better."""
    assert not less_is_better(label)
