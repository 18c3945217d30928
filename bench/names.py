"""Names of the nomenclature as people print them, and texts that name nothing of it, from fixed seeds."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.assets import bundled_documents
from kg.derive.official.concept import Concept

__all__ = ["Case", "foreign_texts", "printed_names"]

#: Neighbours on the keyboard.
_KEYS = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "n": "bm",
    "t": "ry",
    "r": "et",
    "k": "jl",
    "s": "ad",
    "u": "yi",
    "g": "fh",
}
_SHORT = (
    ("Kabupaten/Kota", "Kab./Kota"), ("Perangkat Daerah", "OPD"), ("Perangkat Daerah", "PD"),
    ("Pemerintahan", "Pem."), ("Masyarakat", "Masy."), ("Kecamatan", "Kec."), ("Kegiatan", "Keg."),
    ("Musyawarah Perencanaan Pembangunan", "Musrenbang"), ("Tentara Nasional Indonesia", "TNI"),
    ("Kepolisian Negara Republik Indonesia", "Polri"), ("Sarana dan Prasarana", "Sarpras"),
    ("Barang Milik Daerah", "BMD"), ("Badan Permusyawaratan Desa", "BPD"), ("Peraturan Desa", "Perdes"),
    ("Penyelenggaraan", "Penyel."), ("Koordinasi", "Koord."), ("Penyediaan", "Peny."), ("Pembangunan", "Pemb."),
    ("Administrasi", "Adm."), ("Pelaksanaan", "Pelaks."), ("Peningkatan", "Peningk."), ("yang", "yg"),
    ("dengan", "dgn"), ("untuk", "utk"), (" dan ", " & "),
)  # fmt: skip
_SPELLED = (
    ("Ketenteraman", "Ketentraman"), ("Efektifitas", "Efektivitas"), ("Perizinan", "Perijinan"),
    ("Penyelenggaraan", "Penyelenggaran"), ("Mebel", "Meubelair"), ("Cetakan", "Cetak"), ("Analisa", "Analisis"),
    ("Sinkronisasi", "Singkronisasi"), ("Antar Desa", "Antardesa"), ("Fasilitasi", "Fasilitas"),
    ("Sinergitas", "Sinergi"), ("Pemeliharaan", "Pemeliharan"), ("Kerja Sama", "Kerjasama"),
)  # fmt: skip
_BEHIND = (
    "Kabupaten Banyumas", "Kota Malang", "Kec. Praya", "Kecamatan Pujon Kabupaten Malang", "(DAU)", "TA 2024",
    "Tahun Anggaran 2023", "di Kecamatan Pino Raya", "- APBD",
)  # fmt: skip
_BEFORE = (
    "1. ",
    "a. ",
    "1.1 ",
    "- ",
    "Sub Kegiatan ",
    "Sub Keg. ",
    "Kegiatan ",
    "Sub Kegiatan : ",
    "b) ",
    "7.01.02.2.01 ",
)
_ACTS = (
    "Pengelolaan", "Pengadaan", "Pembangunan", "Rehabilitasi", "Pengembangan", "Pelatihan", "Penyuluhan",
    "Pengawasan", "Pendataan", "Promosi", "Operasional", "Penanganan",
)  # fmt: skip
_MATTERS = (
    "Sampah di Tempat Pemrosesan Akhir", "Irigasi Tersier", "Jalan Lingkungan Perumahan", "Puskesmas Rawat Inap",
    "Ternak Kambing bagi Kelompok Tani", "Destinasi Pariwisata", "Perpustakaan Sekolah Dasar", "Rumah Potong Hewan",
    "Anak Balita dengan Gizi Buruk", "Pelabuhan Pengumpan Lokal", "Benih Ikan Air Tawar", "Guru Pendidikan Anak Usia Dini",
    "Bank Sampah Unit", "Taman Kota dan Pemakaman", "Koperasi Simpan Pinjam", "Tenaga Kerja Migran",
    "Kapal Penangkap Ikan", "Air Minum Perpipaan", "Kawasan Cagar Budaya", "Arsip Dinamis Daerah",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A printed text with level and parent as printed, and the code it means; empty for none."""

    text: str
    level: str
    parent: str
    code: str


Change = Callable[[random.Random, str], str]


def _case(dice: random.Random, text: str) -> str:
    return dice.choice((str.upper, str.lower, str.title))(text)


def _typo(dice: random.Random, text: str) -> str:
    signs = list(text)
    for _ in range(dice.randint(1, 3)):
        letters = [i for i, sign in enumerate(signs) if sign.isalpha()]
        at, kind = dice.choice(letters), dice.random()
        if kind < 0.3:
            del signs[at]
        elif kind < 0.55:
            signs.insert(at, signs[at])
        elif kind < 0.8 or at + 1 == len(signs):
            signs[at] = dice.choice(_KEYS.get(signs[at].casefold(), "e"))
        else:
            signs[at], signs[at + 1] = signs[at + 1], signs[at]
    return "".join(signs)


def _replaced(dice: random.Random, text: str, pairs: tuple[tuple[str, str], ...], most: int) -> str:
    fitting = [pair for pair in pairs if pair[0].casefold() in text.casefold()]
    dice.shuffle(fitting)
    for long, short in fitting[: dice.randint(1, most)]:
        text = re.sub(re.escape(long), short, text, count=1, flags=re.IGNORECASE)
    return text


def _shortened(dice: random.Random, text: str) -> str:
    return _replaced(dice, text, _SHORT, 3)


def _respelled(dice: random.Random, text: str) -> str:
    return _replaced(dice, text, _SPELLED, 2)


def _cut(dice: random.Random, text: str) -> str:
    words = text.split()
    if len(words) < 6:
        return text
    return " ".join(words[: dice.randint(max(4, len(words) // 2), len(words) - 1)])


def _dropped(dice: random.Random, text: str) -> str:
    words = text.split()
    if len(words) >= 5:
        del words[dice.randrange(len(words))]
    return " ".join(words)


def _behind(dice: random.Random, text: str) -> str:
    return f"{text} {dice.choice(_BEHIND)}"


def _before(dice: random.Random, text: str) -> str:
    return dice.choice(_BEFORE) + text


def _extracted(dice: random.Random, text: str) -> str:
    """As text out of a PDF: a word broken in two, two words run together, signs apart."""
    words, kind = text.split(), dice.random()
    long = [i for i, word in enumerate(words) if len(word) > 7]
    if kind < 0.4 and long:
        at = dice.choice(long)
        cut = dice.randint(3, len(words[at]) - 3)
        words[at] = words[at][:cut] + dice.choice(("-\n", "- ", " ")) + words[at][cut:]
    elif kind < 0.7 and len(words) > 2:
        at = dice.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1]]
    else:
        return re.sub(r"[,/-]", lambda found: dice.choice((" ", f" {found[0]} ", "")), text)
    return " ".join(words)


#: In the order in which they happen to a text, each with its weight.
_CHANGES: tuple[tuple[Change, int], ...] = (
    (_shortened, 22), (_respelled, 14), (_dropped, 9), (_cut, 10), (_typo, 22), (_extracted, 10),
    (_behind, 12), (_before, 10), (_case, 30),
)  # fmt: skip


def _printed(dice: random.Random, text: str) -> str:
    """A text with one to three changes."""
    number = dice.choices((1, 2, 3), (45, 35, 20))[0]
    weights = [weight for _, weight in _CHANGES]
    chosen: set[int] = set()
    while len(chosen) < number:
        chosen.add(dice.choices(range(len(_CHANGES)), weights)[0])
    for at in sorted(chosen):
        text = _CHANGES[at][0](dice, text)
    return text


def printed_names(concepts: list[Concept], times: int, seed: int) -> list[Case]:
    """Every concept printed so many times; level and parent are missing or wrong now and then."""
    dice = random.Random(seed)
    by_code = {concept.code: concept for concept in concepts}
    found = []
    for concept in concepts:
        for _ in range(times):
            text = _printed(dice, dice.choice(concept.names))
            level = dice.choices((concept.level, "", "kegiatan"), (88, 8, 4))[0]
            parent = by_code.get(concept.parent)
            above = ""
            if parent is not None and dice.random() < 0.75:
                if dice.random() < 0.05:
                    parent = dice.choice([c for c in concepts if c.level == parent.level])
                above = _printed(dice, parent.name)
            found.append(Case(text, level, above, concept.code))
    return found


def foreign_texts(concepts: list[Concept], number: int, seed: int) -> list[Case]:
    """Half names of other bidang, half results, indicators and duties of documents and standard ones of the list."""
    dice = random.Random(seed)
    others = {f"{act} {matter}" for act in _ACTS for matter in _MATTERS}
    texts = {c.result for c in concepts} | {c.indicator for c in concepts}
    columns = (
        ("simpul", "rumusan"),
        ("rencana", "sasaran"),
        ("indikator", "rumusan"),
        ("tugas", "uraian"),
    )
    for folder in bundled_documents():
        for sheet, column in columns:
            path = folder / f"{sheet}.csv"
            if path.exists():
                with path.open(encoding="utf-8", newline="") as file:
                    texts |= {row[column] for row in csv.DictReader(file) if column in row}
    own = {name for concept in concepts for name in concept.names}
    usable = sorted(text for text in texts - own if text and len(text) > 15)
    found = [dice.choice(sorted(others)) for _ in range(number // 2)]
    found += [dice.choice(usable) for _ in range(number - len(found))]
    return [
        Case(_printed(dice, text) if dice.random() < 0.5 else text, "sub_kegiatan", "", "")
        for text in found
    ]
