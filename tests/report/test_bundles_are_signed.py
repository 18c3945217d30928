"""A signature says who stands for a manifest, and nothing that is changed afterwards keeps it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from tests.support.forms import as_folder, small


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a signed bundle, the key, and another key."""
    folder = tmp_path_factory.mktemp("asli")
    as_folder(folder / "isian", small())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run("check", "isian", "-o", "laporan")
        assert run("sign", "--new-key", "kunci.pem").exit_code == 0
        assert run("sign", "--new-key", "lain.pem").exit_code == 0
        assert run("sign", "laporan", "--key", "kunci.pem").exit_code == 0
    return folder


@pytest.fixture
def signed(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to spoil; the current folder."""
    folder = tmp_path / "salinan"
    shutil.copytree(original, folder)
    monkeypatch.chdir(folder)
    return folder


def test_a_signed_bundle_is_trusted_by_its_key_only(signed: Path) -> None:
    """The key of the signer is trusted; another one, a private one and a text are not."""
    assert run("verify", "laporan", "--trust", "kunci.pem.pub").exit_code == 0
    assert run("verify", "laporan").exit_code == 0
    done = run("verify", "laporan", "--trust", "lain.pem.pub")
    assert done.exit_code == 1
    assert "manifest.sig" in done.output
    assert "SIGN-KEY" in run("verify", "laporan", "--trust", "kunci.pem").output
    assert "SIGN-KEY" in run("verify", "laporan", "--trust", "isian/simpul.csv").output


def test_the_same_key_and_manifest_give_the_same_signature(signed: Path) -> None:
    """Ed25519 needs no chance."""
    first = (signed / "laporan" / "manifest.sig").read_bytes()
    run("sign", "laporan", "--key", "kunci.pem")
    assert (signed / "laporan" / "manifest.sig").read_bytes() == first


def test_a_private_key_is_closed_and_never_written_over(signed: Path) -> None:
    """Only its owner reads it; a second key under the same name is refused."""
    if os.name == "posix":
        assert (signed / "kunci.pem").stat().st_mode & 0o077 == 0
    before = (signed / "kunci.pem").read_bytes()
    assert "USE-OVERWRITE" in run("sign", "--new-key", "kunci.pem").output
    assert (signed / "kunci.pem").read_bytes() == before


def _space(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_bytes(path.read_bytes() + b" ")


def _other_signature(folder: Path) -> None:
    path = folder / "manifest.sig"
    body = json.loads(path.read_text())
    body["signature"] = "AAAA"
    path.write_text(json.dumps(body))


def _broken_signature(folder: Path) -> None:
    (folder / "manifest.sig").write_text("tanda tangan")


@pytest.mark.parametrize("change", [_space, _other_signature, _broken_signature])
def test_whatever_is_changed_afterwards_is_not_signed(
    signed: Path, change: Callable[[Path], None]
) -> None:
    """One blank in the manifest is enough."""
    change(signed / "laporan")
    assert run("verify", "laporan", "--trust", "kunci.pem.pub").exit_code == 1


def test_an_unsigned_bundle_says_so(signed: Path) -> None:
    """With a code and the way out."""
    (signed / "laporan" / "manifest.sig").unlink()
    assert "SIGN-NONE" in run("verify", "laporan", "--trust", "kunci.pem.pub").output


def _pipe(folder: Path) -> None:
    (folder / "temuan.json").unlink()
    os.mkfifo(folder / "temuan.json")


def _link(folder: Path) -> None:
    (folder / "temuan.json").rename(folder.parent / "temuan.json")
    (folder / "temuan.json").symlink_to(folder.parent / "temuan.json")


def _linked_folder(folder: Path) -> None:
    (folder / "gambar").rename(folder.parent / "gambar")
    (folder / "gambar").symlink_to(folder.parent / "gambar")


def _folder(folder: Path) -> None:
    (folder / "kosong").mkdir()


def _grown(folder: Path) -> None:
    (folder / "lampiran").mkdir()
    (folder / "lampiran" / "lain.txt").write_text("x")


@pytest.mark.skipif(os.name == "nt", reason="no pipes, and links need rights")
@pytest.mark.parametrize("change", [_pipe, _link, _linked_folder, _folder, _grown])
def test_what_lies_in_the_folder_is_looked_at_not_followed(
    signed: Path, change: Callable[[Path], None]
) -> None:
    """A pipe does not hang it; links and folders are named although their contents would fit."""
    change(signed / "laporan")
    assert run("verify", "laporan", "--parts-only").exit_code == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"schema": 1,', '"schema": 1, "schema": 1,', 1),
        lambda text: text.replace('"schema": 1,', '"schema": 1, "lain": true,', 1),
        lambda text: text.replace('"bytes":', '"ukuran":', 1),
        lambda text: text.replace('"sha256"', '"catatan": "", "sha256"', 1),
        lambda text: text.replace('"conclusion"', '"simpulan"', 1),
    ],
)
def test_a_manifest_states_what_it_must_and_nothing_else(
    signed: Path, change: Callable[[str], str]
) -> None:
    """Keys twice, foreign keys, keys that are missing: what is not compared must not be there."""
    path = signed / "laporan" / "manifest.json"
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    done = run("verify", "laporan", "--parts-only")
    assert done.exit_code != 0
    assert "Traceback" not in done.output


def test_a_size_that_does_not_fit_is_noticed(signed: Path) -> None:
    """Although the digest does."""
    path = signed / "laporan" / "manifest.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    body["parts"]["temuan.json"]["bytes"] += 1
    path.write_text(json.dumps(body), encoding="utf-8")
    assert run("verify", "laporan", "--parts-only").exit_code == 1
