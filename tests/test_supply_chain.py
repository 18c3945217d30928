"""What an installation brings is pinned, its licences are told and the bill of materials is whole."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.utils import canonicalize_name

from bench.distributions import CORE, PROJECT, closure, installed, needs
from bench.sbom import bill
from tests.support.places import ROOT

NEEDS = needs()
DIRECT = sorted(
    {canonicalize_name(r.name) for extra in NEEDS if extra != "test" for r in NEEDS[extra]}
)
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)
ROW = re.compile(r"^\| \**([a-z0-9.-]+?)\** \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
CONSTRAINTS = ["constraints.txt", "constraints-audit.txt"]


def _imports(folder: str) -> set[str]:
    """Names of the modules outside the standard library that a folder imports."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module.partition(".")[0])

    return found - set(sys.stdlib_module_names) - {"kg", "bench", "tests"}


def test_every_import_has_its_dependency() -> None:
    """What kg imports is named in pyproject.toml, in core or in an extra."""
    owners = packages_distributions()
    imported = _imports("kg")
    assert {"pyoxigraph", "starlette", "cryptography"} <= imported
    for module in sorted(imported):
        names = {canonicalize_name(name) for name in owners[module]}
        assert names & set(DIRECT), module


@pytest.mark.parametrize("extra", sorted(NEEDS))
def test_nothing_is_named_twice(extra: str) -> None:
    """Neither inside a list nor in an extra what core has."""
    names = [canonicalize_name(r.name) for r in NEEDS[extra]]
    assert len(names) == len(set(names))
    if extra != CORE:
        assert not set(names) & {canonicalize_name(r.name) for r in NEEDS[CORE]}


def test_tests_install_every_extra() -> None:
    """The test extra takes each of them in."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    extras = tomllib.loads(text)["project"]["optional-dependencies"]
    others = sorted(set(extras) - {"test"})
    assert f"{PROJECT}[{','.join(others)}]" in extras["test"]


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_every_pin_has_digests(name: str) -> None:
    """And no file names a registry, a folder or an option."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "/" not in text
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith(" "):
            assert PIN.match(line), line
            assert lines[number + 1].startswith("    --hash=sha256:"), line


def test_everything_needed_is_pinned() -> None:
    """All of the test extra in one file, core and the reasoner in the other, with the same versions."""
    whole, audit = (
        set(PIN.findall((ROOT / name).read_text(encoding="utf-8"))) for name in CONSTRAINTS
    )
    wanted = tuple(requirement for extra in NEEDS for requirement in NEEDS[extra])
    assert set(closure(wanted)) <= {name for name, _ in whole}
    assert set(closure(NEEDS[CORE] + NEEDS["reason"])) <= {name for name, _ in audit}
    assert audit <= whole


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_pins_are_inside_what_is_allowed(name: str) -> None:
    """A bound that moves in pyproject.toml makes this fail: run ``make constraints``."""
    pins = dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))
    for extra in (CORE, "reason"):
        for requirement in NEEDS[extra]:
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), (
                requirement
            )


@pytest.mark.parametrize("name", DIRECT)
def test_page_of_licences_has_every_dependency(name: str) -> None:
    """With the licence that the installed distribution states; run ``make licences`` when this fails."""
    rows = ROW.findall((ROOT / "docs/lisensi.md").read_text(encoding="utf-8"))
    licences = {row[0]: row[2] for row in rows}
    assert licences[name].startswith(installed(name).licence)
    assert "not stated" not in licences[name]


def test_page_of_licences_names_what_is_shipped() -> None:
    """Every folder of data/ and the fonts."""
    page = (ROOT / "docs/lisensi.md").read_text(encoding="utf-8")
    folders = {path.name for path in (ROOT / "data").iterdir() if path.is_dir()}
    own = {name for name in folders if not re.match(r"\d\d\.", name)}
    assert own
    assert all(f"data/{name}/" in page for name in own)
    assert "kg/report/fonts/*.ttf" in page


def test_bill_of_materials_is_whole() -> None:
    """The keys that CycloneDX 1.6 requires, each component once, no arrow to something that is not there."""
    made = bill()
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.6", 1)
    components = made["components"]
    assert isinstance(components, list)
    assert all({"type", "name", "version", "purl", "licenses"} <= set(one) for one in components)
    assert set(DIRECT) <= {one["name"] for one in components}
    known = [one["bom-ref"] for one in components] + [
        f"pkg:pypi/{PROJECT}@{installed(PROJECT).version}"
    ]
    assert len(known) == len(set(known))
    arrows = made["dependencies"]
    assert isinstance(arrows, list)
    assert [arrow["ref"] for arrow in arrows] == [known[-1], *known[:-1]]
    assert all(set(arrow["dependsOn"]) <= set(known) for arrow in arrows)


def test_bill_of_materials_is_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock and no chance; the time is that of the build where it is given."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert bill() == bill()
    assert "timestamp" not in str(bill()["metadata"])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert "1970-01-01T00:00:00Z" in str(bill()["metadata"])
