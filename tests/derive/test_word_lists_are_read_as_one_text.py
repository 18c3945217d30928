"""All word lists are parsed at once; each must stand alone all the same, and a broken one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.derive import word_lists
from kg.derive.vocabulary import Vocabulary
from kg.errors import InputError
from kg.read.ontology import load_turtle

_LIST = """@base <https://w3id.org/kinerja/vocab/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<uji> a skos:ConceptScheme .
<uji/satu> a skos:Concept ; skos:inScheme <uji> ; skos:prefLabel "satu"@id ; skos:altLabel "esa"@id .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose files stand for those of the program."""

    def files() -> list[Path]:
        return sorted(tmp_path.glob("*.ttl"))

    monkeypatch.setattr(word_lists, "_files", files)
    for kept in (word_lists._sources, word_lists.vocabulary_digest):
        monkeypatch.setattr(word_lists, kept.__name__, kept.__wrapped__)
    return tmp_path


def test_what_all_files_say_is_what_each_of_them_says() -> None:
    """Quad by quad, in the order of the files."""
    alone = [quad for path in word_lists._files() for quad in load_turtle(path)]
    assert len(alone) > 10_000
    assert word_lists.stated_lists() == alone


def test_a_file_that_ends_in_a_remark_does_not_swallow_the_next(folder: Path) -> None:
    """Nor does one that ends without an end of line."""
    (folder / "a.ttl").write_text(_LIST + "# akhir")
    (folder / "b.ttl").write_text(_LIST.replace("uji", "coba"))
    lists = Vocabulary(word_lists.stated_lists(), "")
    assert lists.names() == ("coba", "uji")
    assert lists.forms("uji") == ["satu", "esa"]


def test_a_broken_list_is_named_with_its_own_line(folder: Path) -> None:
    """Not with a line of the text that all of them make."""
    (folder / "a.ttl").write_text(_LIST)
    (folder / "rusak.ttl").write_text(_LIST.replace('"esa"@id', '"esa@id'))
    with pytest.raises(InputError) as caught:
        word_lists.stated_lists()
    assert caught.value.problems[0].where == "rusak.ttl:4"
