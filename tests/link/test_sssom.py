"""SSSOM is written plainly and read strictly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.assets import bundled_documents
from kg.errors import InputError
from kg.link.sssom import read_sssom, slots
from kg.link.sssom_writing import write_sssom
from tests.support.places import SHARED

#: sssom-py, in an environment of its own.
OTHER = Path(__file__).parents[2] / ".venv-sssom" / "bin" / "sssom"
EXAMPLES = SHARED / "sssom" / "examples" / "schema"
FILES = sorted(EXAMPLES.glob("*.tsv"))
HEAD = {
    "mapping_set_id": "https://example.org/set",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "curie_map": {"a": "https://example.org/a/", "b": "https://example.org/b/"},
}
ROW = {
    "subject_id": "a:1",
    "subject_label": "Satu | dua",
    "predicate_id": "skos:exactMatch",
    "object_id": "b:1",
    "mapping_justification": "semapv:LexicalMatching",
    "confidence": "0.9",
    "object_source": "b:list",
}
ORDER = [*slots().row_only, *slots().both]


def text_of(row: dict[str, str], head: dict[str, object] | None = None) -> str:
    """A file with one row."""
    return write_sssom(head or HEAD, [row], ORDER).decode()  # type: ignore[arg-type]


@pytest.mark.skipif(not FILES, reason="the examples are not part of the product")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_example_of_the_specification_is_read(path: Path) -> None:
    """All rows, with version 1.1 where the file needs it."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = [line for line in lines if not line.startswith("#")][1:]
    found = read_sssom(path.read_bytes(), path.name, "1.1")
    assert len(found.rows) == len(rows)


def test_what_is_written_is_read_again() -> None:
    """Rows in are rows out; what all rows share stands once in the head."""
    found = read_sssom(text_of(ROW).encode(), "a.tsv")
    assert found.head["object_source"] == "b:list"
    assert {**found.rows[0], "object_source": "b:list"} == ROW
    assert write_sssom(HEAD, [ROW], ORDER) == write_sssom(
        HEAD, [dict(reversed(ROW.items()))], ORDER
    )


BROKEN = {
    "no-license": ({}, {"license": ""}, "license"),
    "no-set-id": ({}, {"mapping_set_id": ""}, "mapping_set_id"),
    "iri-for-curie": ({"object_id": "https://example.org/b/1"}, {}, "object_id"),
    "unknown-prefix": ({"subject_id": "c:1"}, {}, "subject_id"),
    "no-curie": ({"predicate_id": "exactMatch"}, {}, "predicate_id"),
    "no-predicate": ({"predicate_id": ""}, {}, "predicate_id"),
    "bad-cardinality": ({"mapping_cardinality": "2:1"}, {}, "mapping_cardinality"),
    "bad-justification": ({"mapping_justification": "semapv:Guess"}, {}, "mapping_justification"),
    "too-sure": ({"confidence": "1.97"}, {}, "confidence"),
    "no-number": ({"confidence": "tinggi"}, {}, "confidence"),
    "no-date": ({"mapping_date": "kemarin"}, {}, "mapping_date"),
    "newer-slot": ({"review_date": "2026-01-01"}, {}, "review_date"),
    "no-object": ({"object_id": ""}, {}, "object_id"),
    "unknown-slot-of-the-set": ({}, {"mapping_set": "x"}, "mapping_set"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_the_specification_forbids_is_refused(name: str) -> None:
    """With line and slot."""
    row, head, slot = BROKEN[name]
    with pytest.raises(InputError) as raised:
        read_sssom(text_of(ROW | row, HEAD | head).encode(), "a.tsv")
    assert slot in {problem.values["slot"] for problem in raised.value.problems}
    assert all(problem.where.startswith("a.tsv:") for problem in raised.value.problems)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("subject_label", "subjek_label"),
        lambda text: text.replace("\tSatu", "\tSatu\tlagi\tdan\tlagi\tdan"),
        lambda text: text.replace("#license", "#license x"),
        lambda text: text.partition("\n")[0],
    ],
)
def test_damaged_files_are_refused(damage: object) -> None:
    """A byte order mark, a misspelt column, a cell too many, a broken head, no table."""
    with pytest.raises(InputError):
        read_sssom(damage(text_of(ROW)).encode(), "a.tsv")  # type: ignore[operator]


def test_answers_become_a_sound_mapping_set(tmp_path: Path) -> None:
    """What was accepted and what has no counterpart; both read again by the strict reader, and nothing lost."""
    arguments = [
        "export",
        "Penyediaan Barang Cetak & Penggandaan",
        "Budidaya ikan lele",
        "Bahan",
        str(bundled_documents()[0]),
    ]
    command = [sys.executable, "-m", "kg", "link", *arguments, "--store", str(tmp_path / "s")]
    told = subprocess.run(command, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()
    found = read_sssom(told.stdout, "a.tsv")
    objects = [row["object_id"] for row in found.rows]
    assert "nom_bawaan_701:7.01.01.2.06.0005" in objects
    assert "sssom:NoTermFound" in objects
    assert len(found.rows) > 10


@pytest.mark.heavy
@pytest.mark.skipif(not OTHER.exists(), reason="make heavy installs the other reader")
def test_another_reader_loses_nothing(heavy: bool, tmp_path: Path) -> None:
    """Mappings of the documents through sssom-py and back: every row with every value, and nothing else."""
    if not heavy:
        pytest.skip("the other reader takes seconds to start")
    ours, theirs = tmp_path / "a.sssom.tsv", tmp_path / "b.sssom.tsv"
    words = [sys.executable, "-m", "kg", "link", "match", *map(str, bundled_documents())]
    subprocess.run([*words, "--format", "sssom", "-o", str(ours)], check=False, cwd=tmp_path)
    subprocess.run([str(OTHER), "parse", str(ours), "-o", str(theirs)], check=True)
    written, back = (full_rows(path) for path in (ours, theirs))
    assert len(written) > 80
    assert back == written


def full_rows(path: Path) -> list[list[tuple[str, str]]]:
    """The rows with what all of them share, in one order; numbers as numbers."""
    read = read_sssom(path.read_bytes(), path.name)
    shared = {name: str(value) for name, value in read.head.items() if name in slots().both}
    found = []
    for row in read.rows:
        cells = shared | row
        for name in ("confidence", "similarity_score"):
            if name in cells:
                cells[name] = f"{float(cells[name]):.4f}"
        found.append(sorted(cells.items()))
    return sorted(found)
