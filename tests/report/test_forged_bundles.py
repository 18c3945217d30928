"""Thirty ways to forge a bundle, each noticed by ``kg verify``; seven of them by default."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.read.gate import sha256
from tests.support.forms import as_folder, small

pytestmark = pytest.mark.slow

_Forge = Callable[[Path], object]


def _kg(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document and the bundle of its check."""
    folder = tmp_path_factory.mktemp("asli")
    as_folder(folder / "isian", small())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert _kg("check", "isian", "-o", "laporan").exit_code == 1

    return folder


def _stated(change: Callable[[dict[str, Any]], object]) -> _Forge:
    """Something else in the manifest."""

    def forge(bundle: Path) -> None:
        path = bundle / "manifest.json"
        body = json.loads(path.read_text(encoding="utf-8"))
        change(body)
        path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    return forge


def _raw(change: Callable[[str], str]) -> _Forge:
    """Other text in the manifest."""

    def forge(bundle: Path) -> None:
        path = bundle / "manifest.json"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")

    return forge


def _rewritten(name: str, old: str, new: str) -> _Forge:
    """A part with another text and a manifest that says so."""

    def forge(bundle: Path) -> None:
        path = bundle / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        data = text.replace(old, new).encode()
        path.write_bytes(data)
        _stated(lambda m: m["parts"][name].update(sha256=sha256(data), bytes=len(data)))(bundle)

    return forge


def _dropped(bundle: Path) -> None:
    (bundle / "temuan.csv").unlink()
    _stated(lambda m: m["parts"].pop("temuan.csv"))(bundle)


def _swapped(bundle: Path) -> None:
    one, other = bundle / "temuan.csv", bundle / "temuan-koma.csv"
    if not other.exists():
        other = bundle / "ringkasan.md"

    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _linked(bundle: Path) -> None:
    outside = bundle.parent / "luar.csv"
    (bundle / "temuan.csv").rename(outside)
    (bundle / "temuan.csv").symlink_to(outside)


def _piped(bundle: Path) -> None:
    os.mkfifo(bundle / "pipa")


def _added(bundle: Path) -> None:
    (bundle / "persetujuan.txt").write_text("Disetujui", encoding="utf-8")


_DIGEST = "0" * 64
FORGERIES: dict[str, _Forge] = {
    "conclusion": _stated(lambda m: m.update(conclusion="memenuhi")),
    "text of a part, digest adjusted": _rewritten("temuan.json", '"violation"', '"info"'),
    "input digest": _stated(lambda m: m["inputs"][0].update(sha256=_DIGEST)),
    "part dropped on both sides": _dropped,
    "key given twice": _raw(lambda text: text.rstrip()[:-1] + ',"conclusion":"memenuhi"}'),
    "file added": _added,
    "tier": _stated(lambda m: m["options"].update(tier="dasar")),
    "size of a part": _stated(lambda m: m["parts"]["laporan.html"].update(bytes=1)),
    "key added": _stated(lambda m: m.update(disetujui="Inspektur")),
    "key added to a part": _stated(lambda m: m["parts"]["laporan.html"].update(signed="yes")),
    "inputs dropped": _stated(lambda m: m.update(inputs=[])),
    "input twice": _stated(lambda m: m["inputs"].append(m["inputs"][0])),
    "moment": _stated(lambda m: m.update(created="2020-01-01T00:00:00+00:00")),
    "command": _stated(lambda m: m.update(command=["kg", "check", "other"])),
    "store": _stated(lambda m: m["options"].update(store="/elsewhere.store")),
    "paths": _stated(lambda m: m["options"].update(paths=["lain"])),
    "version of the program": _stated(lambda m: m["tool"].update(version="9")),
    "name of the program": _stated(lambda m: m["tool"].update(name="other")),
    "digest of a part": _stated(lambda m: m["parts"]["earl.ttl"].update(sha256=_DIGEST)),
    "part with an absolute name": _stated(
        lambda m: m["parts"].update({"/etc/passwd": {"sha256": _DIGEST, "bytes": 1}})
    ),
    "part above the folder": _stated(
        lambda m: m["parts"].update({"../x": {"sha256": _DIGEST, "bytes": 1}})
    ),
    "part that is not there": _stated(
        lambda m: m["parts"].update({"baru.csv": {"sha256": _DIGEST, "bytes": 1}})
    ),
    "parts swapped": _swapped,
    "part is a link": _linked,
    "pipe in the folder": _piped,
    "empty folder": lambda bundle: (bundle / "x").mkdir(),
    "linked folder": lambda bundle: (bundle / "x").symlink_to(bundle.parent / "isian"),
    "left over": lambda bundle: (bundle / ".laporan.html.1.tmp").write_text("x", encoding="utf-8"),
    "summary, digest adjusted": _rewritten("ringkasan.md", "#", "##"),
    "page, digest adjusted": _rewritten("laporan.html", "<title>", "<title>Sah: "),
}
_FEW = 7


def test_there_are_thirty() -> None:
    """The figure that is promised."""
    assert len(FORGERIES) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")
def test_every_forgery_is_noticed(
    original: Path, monkeypatch: pytest.MonkeyPatch, heavy: bool
) -> None:
    """Never exit code 0, never a traceback."""
    monkeypatch.chdir(original)
    shutil.copytree(original / "laporan", original / "utuh")
    assert _kg("verify", "utuh").exit_code == 0
    shutil.rmtree(original / "utuh")
    chosen = list(FORGERIES.items())[: len(FORGERIES) if heavy else _FEW]
    for name, forge in chosen:
        bundle = original / "palsu"
        shutil.copytree(original / "laporan", bundle)
        forge(bundle)
        result = _kg("verify", "palsu")
        assert result.exit_code in {1, 2}, f"{name}: {result.output}"
        assert "Traceback" not in result.output
        shutil.rmtree(bundle)
