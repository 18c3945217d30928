"""The version stands in kg/__init__.py; whatever repeats it for a reader of its own says the same."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from bench.turtle import ordered
from kg import __version__
from kg.docs.changes import fragments, section
from tests.support.places import ROOT

ONTOLOGY = sorted((ROOT / "ontology").rglob("*.ttl"))
VERSION_IRI = re.compile(r"owl:versionIRI <[^>]*/([^/>]+)>")


def test_citation_and_changelog_say_the_same_version() -> None:
    """A version that is not released yet has no day of release."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    head = re.search(r"^## (\S+) \((.*)\)$", log, re.MULTILINE)
    assert head is not None
    assert f"version: {__version__}\n" in citation
    assert head[1] == __version__
    assert ("date-released" in citation) == (head[2] != "unreleased")


def test_descriptions_for_archives_say_the_same() -> None:
    """Version, title and words to search by are those of CITATION.cff; the licence is that of pyproject.toml."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    archive = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    catalogue = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert archive["version"] == __version__
    assert f'title: "{archive["title"]}"\n' in citation
    assert f"keywords: [{', '.join(archive['keywords'])}]" in citation
    assert f"softwareVersion: {__version__}\n" in catalogue
    assert f"license: {project['license']}\n" in catalogue
    licences = project["license"].split(" AND ")
    assert archive["license"] == licences[0]
    assert f"license: [{', '.join(licences)}]\n" in citation


@pytest.mark.parametrize("path", ONTOLOGY, ids=lambda p: p.name)
def test_modules_of_the_ontology_have_one_version(path: Path) -> None:
    """Every module that states a version states the same."""
    own = set(VERSION_IRI.findall(path.read_text(encoding="utf-8")))
    main = VERSION_IRI.search((ROOT / "ontology/kinerja.ttl").read_text(encoding="utf-8"))
    assert main is not None
    assert own <= {main[1]}


def test_every_fragment_of_the_changelog_says_something() -> None:
    """Named by its issue, one or two sentences, no line break inside."""
    folder = ROOT / "docs/perubahan"
    named = fragments(folder)
    assert len(named) == len(list(folder.glob("*.md")))
    lines = section(folder).splitlines()
    assert len(lines) == len(named)
    assert all(line.startswith("- ") and line.endswith((".", "`", ")")) for line in lines), lines


@pytest.mark.parametrize(
    "path", [*ONTOLOGY, *sorted((ROOT / "shapes").rglob("*.ttl"))], ids=lambda p: p.name
)
def test_turtle_files_are_in_order(path: Path) -> None:
    """As ``python -m bench.turtle`` writes them."""
    text = path.read_text(encoding="utf-8")
    assert ordered(text) == text
