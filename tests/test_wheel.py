"""The wheel alone, in an empty folder, is a working program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support.places import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the unpacked wheel."""
    out, target = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("site")
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(out),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    wheel = next(out.glob("kinerja_kg-*.whl"))
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True)
    return target


def _kg(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked program with the libraries of this environment but without the checkout."""
    libraries = sysconfig.get_paths()["purelib"]
    paths = f"[{str(site)!r}] + [p for p in sys.path if p != {str(ROOT)!r}]"
    program = f"import sys; sys.path[:] = {paths}; from kg.cli.app import main; main()"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KG_")} | {
        "PYTHONPATH": f"{site}{os.pathsep}{libraries}"
    }
    return subprocess.run(
        [sys.executable, "-S", "-c", program, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_check_and_ask_from_an_empty_folder(site: Path, tmp_path: Path) -> None:
    """Ontology, shapes, queries and data are inside."""
    result = _kg(site, tmp_path, "check", "--contoh", "--format", "json")
    body = json.loads(result.stdout)
    assert len(body["inputs"]) == 5
    assert result.returncode == 1
    assert _kg(site, tmp_path, "load", "--contoh", "--store", "s").returncode == 0
    assert (tmp_path / "s").is_dir()
    words = ("ask", "Q13", "--store", "s", "--set", "dokumen=iki", "--set", "baris=2966")
    assert "Pujon" in _kg(site, tmp_path, *words).stdout


def test_nothing_else_travels(site: Path) -> None:
    """No test code, no caches, no build files; the cases of the rules do, as examples."""
    names = {p.name for p in site.iterdir()}
    assert names >= {"kg"}
    assert not {"tests", "docs", "bench", "Makefile"} & names
    assert {p.name for p in (site / "kg" / "_assets").iterdir()} == {
        "ontology",
        "shapes",
        "queries",
        "data",
        "kasus",
    }
