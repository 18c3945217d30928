"""Documents of one indicator and some years: plans, and the agreements that are held against them."""

from __future__ import annotations

from pathlib import Path

from tests.support.forms import as_folder

PLAN = {2025: "85", 2026: "86", 2027: "87", 2028: "88", 2029: "89"}
PLACES = {"33.02.19": "Sokaraja", "33.02.18": "Kembaran"}
WORDING = "Persentase layanan tepat waktu"


def document(
    folder: Path,
    kind: str,
    targets: dict[int, str],
    region: str = "33.02.19",
    wording: str = WORDING,
) -> Path:
    """A document of one indicator, whose period are the years of its targets."""
    years = sorted(targets)
    period = "-".join(str(year) for year in dict.fromkeys((years[0], years[-1])))
    name = f"{kind.replace(' ', '-')}-{region}-{period}"
    # A change has codes of its own, so that it can be loaded beside what it changes.
    own = kind[:3].upper() + "P" * kind.endswith("perubahan")
    rows = [[f"I{own}", str(year), value] for year, value in targets.items()]
    sheets = {
        "identitas": [
            ["kunci", "nilai"],
            ["kode_wilayah", region],
            ["nama_kecamatan", PLACES[region]],
            ["periode", period],
            ["kode_dokumen", kind.replace(" ", "-")],
            ["jenis_dokumen", kind],
        ],
        "rencana": [
            ["kode", "jenjang", "sasaran"],
            [f"S{own}", "sasaran", "Meningkatnya layanan warga"],
        ],
        "indikator": [
            ["kode", "kode_kinerja", "rumusan", "satuan"],
            [f"I{own}", f"S{own}", wording, "%"],
        ],
        "target": [["kode_indikator", "tahun", "nilai"], *rows],
    }
    return as_folder(folder / name, sheets)
