"""Compiled templates are kept as Python keeps modules, and never used for another source or another maker."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

import kg.report.compiled
from kg.report.compiled import CompiledTemplates

PACKAGE = "kg.report.html"


def _says(source: str) -> str:
    """What a template says, in a set of templates of its own."""
    kept = CompiledTemplates(PACKAGE, "templates")
    env = Environment(autoescape=True, loader=DictLoader({"a": source}), bytecode_cache=kept)
    return env.get_template("a").render()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it compiled, for this test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def _kept(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_what_is_kept_is_not_compiled_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file for a template, whole, and nothing beside it."""
    assert _says("satu {{ 1 + 1 }}") == "satu 2"
    assert [path.suffix for path in _kept(home)] == [".pyc"]

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Environment, "_parse", never)
    assert _says("satu {{ 1 + 1 }}") == "satu 2"


def test_another_source_is_compiled(home: Path) -> None:
    """A template that has changed says what it says now."""
    assert [_says("satu"), _says("dua"), _says("satu")] == ["satu", "dua", "satu"]
    assert len(_kept(home)) == 1


def test_what_another_maker_kept_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither another version of the library, nor one that treats texts otherwise, nor a damaged file."""
    assert _says("satu") == "satu"
    (file,) = _kept(home)
    whole = file.read_bytes()
    monkeypatch.setattr(kg.report.compiled, "_maker", lambda: b"another")
    assert _says("satu") == "satu"
    assert file.read_bytes().startswith(b"another")
    monkeypatch.undo()
    monkeypatch.setattr(sys, "pycache_prefix", str(home))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    for damaged in (b"", whole[:40], whole[:-7]):
        file.write_bytes(damaged)
        assert _says("satu") == "satu"


def test_where_nothing_may_be_kept_nothing_is(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python was told so, or the place cannot be written to; the page is the same."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _says("satu") == "satu"
    assert not home.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "kept").write_text("no folder")
    assert _says("satu") == "satu"
    assert (tmp_path / "kept").read_text() == "no folder"
