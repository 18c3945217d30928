"""Ways over several lists go through what is the same and what a person approved, and through nothing else."""

from __future__ import annotations

import csv
from pathlib import Path

from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.derive.official.nomenclature import nomenclature
from kg.link.importing import import_list
from kg.worker.deciding import put_list

KNOWN = nomenclature()
#: Lists of three decrees; invented. One entry stays, one is renamed, one is moved, one code is used again, one is split.
FIRST, SECOND, THIRD = "050-5889/2021", "900.1.15.5-1317/2023", "900.1-861/2026"
HEADS = ["kode", "nama"]
ABOVE = [["7.01.02", "PROGRAM UJI"], ["7.01.02.2.01", "Koordinasi Uji"]]
LISTS = {
    FIRST: ["Pembangunan Kolam", "Penanaman Pohon Pelindung", "Penataan Kios dan Lapak", "Perawatan Gapura"],
    SECOND: ["Pembangunan Kolam", "Penanaman Pohon Peneduh", "Penataan Kios", "Perawatan Gapura"],
    THIRD: ["Pembangunan Kolam", "Penanaman Pohon Peneduh", "Penataan Kios", "Lomba Mewarnai"],
}  # fmt: skip


def run(folder: Path, *words: str) -> Result:
    """``kg link crosswalk`` with the store ``s``."""
    return CliRunner().invoke(app, ["link", "crosswalk", *words, "--store", str(folder / "s")])


def loaded(folder: Path) -> Path:
    """A store with the three lists."""
    for number, (version, names) in enumerate(LISTS.items()):
        digits = "02" if version == FIRST else "04"
        rows = [HEADS, *ABOVE]
        rows += [[f"7.01.02.2.01.{at:{digits}d}", name] for at, name in enumerate(names, 1)]
        path = folder / f"{number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        decree = KNOWN.decree(version)
        assert decree is not None
        put_list(folder / "s", import_list(path, decree).listing)
    return folder


def ways(folder: Path) -> dict[str, tuple[str, str]]:
    """From the first list over the second to the third: kind and new code by old code."""
    path = folder / "jalan.csv"
    path.unlink(missing_ok=True)
    told = run(folder, FIRST, THIRD, "--via", SECOND, "--lang", "en", "-o", str(path))
    assert told.exit_code == 0, told.output
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return {row["old code"]: (row["change"], row["new code"]) for row in rows}


def decided(folder: Path, old: str, new: str, answers: dict[str, str]) -> Result:
    """The listing of steps filled in for some old codes, and taken over."""
    sheet, filled = folder / "langkah.csv", folder / "diisi.csv"
    sheet.unlink(missing_ok=True)
    run(folder, old, new, "-o", str(sheet))
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["keputusan"] = answers.get(row["kode lama"], "")
        row["peninjau"] = "Analis"
    with filled.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return run(folder, old, new, "--decide", str(filled))


def test_a_chain_goes_over_approved_steps_only(tmp_path: Path) -> None:
    """What is the same goes through; a rename waits for a person; a code that is used again stops the way."""
    loaded(tmp_path)
    found = ways(tmp_path)
    assert found["7.01.02.2.01.01"] == ("sambung", "7.01.02.2.01.0001")
    assert found["7.01.02.2.01.02"][1] == ""
    assert found["7.01.02.2.01.03"][1] == ""
    assert found["7.01.02.2.01.04"] == ("kode_dipakai_ulang", "")
    told = decided(tmp_path, FIRST, SECOND, {"7.01.02.2.01.02": "ya"})
    assert told.exit_code == 0, told.output
    assert ways(tmp_path)["7.01.02.2.01.02"] == ("sambung", "7.01.02.2.01.0002")
    assert ways(tmp_path)["7.01.02.2.01.03"][1] == ""


def test_a_refused_step_is_no_step(tmp_path: Path) -> None:
    """What the program is sure of is not joined when a person says no; what he says later stands."""
    loaded(tmp_path)
    decided(tmp_path, FIRST, SECOND, {"7.01.02.2.01.01": "tidak"})
    assert ways(tmp_path)["7.01.02.2.01.01"][1] == ""
    decided(tmp_path, FIRST, SECOND, {"7.01.02.2.01.01": "ya"})
    assert ways(tmp_path)["7.01.02.2.01.01"] == ("sambung", "7.01.02.2.01.0001")


def test_a_document_goes_over_a_chain(tmp_path: Path) -> None:
    """Its codes are brought over as far as the way goes; the rest is told with what stopped it."""
    loaded(tmp_path)
    plan = tmp_path / "dokumen"
    plan.mkdir()
    codes = ["7.01.02.2.01.01", "7.01.02.2.01.04"]
    text = "kode,kode_nomenklatur\n" + "".join(f"S{code[-1]},{code}\n" for code in codes)
    (plan / "rencana.csv").write_text(text, encoding="utf-8")
    words = ["--via", SECOND, "--apply", str(plan), "-o", str(tmp_path / "hasil")]
    told = run(tmp_path, FIRST, THIRD, *words)
    assert told.exit_code == 1
    assert "kode_dipakai_ulang" in told.output
    after = (tmp_path / "hasil" / "rencana.csv").read_text(encoding="utf-8").splitlines()
    assert after[1:] == ["S1,7.01.02.2.01.0001", "S4,7.01.02.2.01.04"]


def test_an_approved_step_counts_for_a_document(tmp_path: Path) -> None:
    """Between two lists what a person approved is joined like what is certain."""
    loaded(tmp_path)
    plan = tmp_path / "dokumen"
    plan.mkdir()
    line = "kode,kode_nomenklatur\nS1,7.01.02.2.01.02\n"
    (plan / "rencana.csv").write_text(line, encoding="utf-8")
    words = [FIRST, SECOND, "--apply", str(plan), "-o"]
    assert run(tmp_path, *words, str(tmp_path / "a")).exit_code == 1
    decided(tmp_path, FIRST, SECOND, {"7.01.02.2.01.02": "ya"})
    assert run(tmp_path, *words, str(tmp_path / "b")).exit_code == 0


def test_what_cannot_be_decided_is_refused(tmp_path: Path) -> None:
    """An answer that is neither yes nor no, with its place; nothing is taken over."""
    loaded(tmp_path)
    told = decided(tmp_path, FIRST, SECOND, {"7.01.02.2.01.02": "mungkin", "7.01.02.2.01.01": "ya"})
    assert "LINK-STEP" in told.output
    assert "diisi.csv" in told.output
    assert ways(tmp_path)["7.01.02.2.01.02"][1] == ""
