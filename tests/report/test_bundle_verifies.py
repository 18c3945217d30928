"""kg verify finds whatever does not match in a bundle, and never calls proven what it could not compute again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.read.gate import sha256
from tests.support.forms import as_folder, small
from tests.support.registers import as_toml, entry

pytestmark = pytest.mark.slow


def run(*words: object) -> Any:
    """Run kg with the words given."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document, a register and the bundle of their check, made from inside that folder."""
    folder = tmp_path_factory.mktemp("asli")
    as_folder(folder / "isian", small())
    as_toml(folder / "daftar.toml", entry(aturan="CAS-01", simpul="https://w3id.org/kinerja/*"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert (
            run(
                "check", "isian", "--waivers", "daftar.toml", "--lang", "en", "-o", "laporan"
            ).exit_code
            == 1
        )
    return folder


@pytest.fixture
def place(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, in another place, to spoil; the current folder."""
    folder = tmp_path / "salinan"
    shutil.copytree(original, folder)
    monkeypatch.chdir(folder)
    return folder


def verified(*words: object) -> tuple[int, dict[str, str], Any]:
    """Exit code, state by name, and the whole answer."""
    result = run("verify", "laporan", "--format", "json", *words)
    assert "Traceback" not in result.output
    body = json.loads(result.stdout)
    return result.exit_code, {o["name"]: o["state"] for o in body["outcomes"]}, body


def manifest(place: Path) -> Any:
    """The manifest of the bundle."""
    return json.loads((place / "laporan" / "manifest.json").read_text(encoding="utf-8"))


def rewrite(place: Path, change: Callable[[Any], object]) -> None:
    """Put a changed manifest in place."""
    body = manifest(place)
    change(body)
    (place / "laporan" / "manifest.json").write_text(json.dumps(body), encoding="utf-8")


def test_an_untouched_bundle_is_equal(place: Path) -> None:
    """Exit 0, every part of the manifest by name, in another folder and at another time than it was made."""
    code, states, body = verified()
    assert (code, body["result"], set(states.values())) == (0, "equal", {"equal"})
    assert set(manifest(place)["parts"]) <= set(states)
    assert {
        "isian (33.02.19 2025)",
        "daftar.toml",
        "vocab",
        "nomenklatur",
        "shapes",
        "ontology",
        "pyoxigraph",
    } <= set(states)
    assert "sama" in run("verify", "laporan").stdout
    assert "Every part equals" in run("verify", "laporan", "--lang", "en").stderr


def test_a_changed_part_is_named(place: Path) -> None:
    """One byte in any part, one part changed, the others equal."""
    for name in manifest(place)["parts"]:
        path = place / "laporan" / name
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        code, states, _ = verified()
        assert (code, states.pop(name), set(states.values())) == (1, "changed", {"equal"})
        path.write_bytes(data)


def test_a_forged_digest_does_not_help(place: Path) -> None:
    """A finding taken out of a part, and the manifest made to fit: it still comes out otherwise."""
    path = place / "laporan" / "temuan.json"
    body = json.loads(path.read_text(encoding="utf-8"))
    body["findings"] = body["findings"][1:]
    path.write_text(json.dumps(body), encoding="utf-8")
    forged = {"sha256": sha256(path.read_bytes()), "bytes": path.stat().st_size}
    rewrite(place, lambda m: m["parts"]["temuan.json"].update(forged))
    assert verified("--parts-only")[0] == 0
    code, states, _ = verified()
    assert (code, states["temuan.json"], states["laporan.ttl"]) == (1, "differs", "equal")


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("conclusion", lambda m: m.update(conclusion="memenuhi")),
        ("shapes", lambda m: m["tool"].update(shapes="0" * 64)),
        ("daftar.toml", lambda m: m["references"].update({"daftar.toml": "0" * 64})),
        ("isian (33.02.19 2025)", lambda m: m["inputs"][0].update(sha256="0" * 64)),
    ],
)
def test_whatever_the_manifest_states_is_compared(
    place: Path, key: str, change: Callable[[Any], object]
) -> None:
    """A forged conclusion or digest is named although every part is equal."""
    rewrite(place, change)
    code, states, _ = verified()
    assert (code, states[key]) == (1, "differs")


def test_parts_that_are_missing_or_not_named(place: Path) -> None:
    """A part deleted, a file added, a part deleted together with its entry."""
    (place / "laporan" / "laporan.ttl").unlink()
    (place / "laporan" / "lain.txt").write_text("x", encoding="utf-8")
    code, states, _ = verified()
    assert (code, states["laporan.ttl"], states["lain.txt"], states["temuan.json"]) == (
        1,
        "missing",
        "unnamed",
        "equal",
    )
    rewrite(place, lambda m: m["parts"].pop("laporan.ttl"))
    assert verified()[1]["laporan.ttl"] == "missing"


def test_a_changed_input_or_register_is_named(place: Path) -> None:
    """The bundle is whole, but it is not the report of what lies here now."""
    sheets = small()
    sheets["simpul"][1][3] = "Terwujudnya pelayanan yang lain"
    as_folder(place / "isian", sheets)
    code, states, _ = verified()
    assert (code, states["isian (33.02.19 2025)"], states["temuan.json"]) == (
        1,
        "differs",
        "differs",
    )
    as_folder(place / "isian", small())
    (place / "daftar.toml").write_text("# kosong\n", encoding="utf-8")
    code, states, _ = verified()
    assert (
        code,
        states["daftar.toml"],
        states["isian (33.02.19 2025)"],
        states["temuan.json"],
    ) == (
        1,
        "differs",
        "equal",
        "differs",
    )


@pytest.mark.parametrize("gone", ["isian", "daftar.toml"])
def test_without_its_inputs_a_bundle_is_not_proven(place: Path, gone: str) -> None:
    """Exit 2 and the reason; with the digests only, exit 0 and a sentence that says so."""
    (place / gone).rename(place / "jauh")
    code, states, body = verified()
    assert (code, body["result"], set(states.values())) == (2, "unproven", {"not-recomputed"})
    assert all("READ-MISSING" in o["why"] for o in body["outcomes"])
    code, states, body = verified("--parts-only")
    assert (code, body["result"], set(states.values())) == (0, "parts-equal", {"equal"})
    (place / "laporan" / "temuan.json").write_text("{}", encoding="utf-8")
    assert verified()[0] == verified("--parts-only")[0] == 1


@pytest.fixture
def unreadable(place: Path) -> Path:
    """The current folder, where the bundle is that of a readable folder, an unreadable one and an unreadable file."""
    (place / "rusak.ttl").write_text("# satu\n", encoding="utf-8")
    as_folder(place / "isian-rusak", {k: v for k, v in small().items() if k != "identitas"})
    shutil.rmtree(place / "laporan")
    assert run("check", "isian", "rusak.ttl", "isian-rusak", "-o", "laporan").exit_code == 2
    return place


def test_inputs_that_cannot_be_read_are_hashed(place: Path) -> None:
    """Every input is named with the digest of its bytes; a readable one with the digest that it has alone."""
    alone = manifest(place)["inputs"][0]["sha256"]
    sheets = small()
    sheets["simpul"][1][2] = "bukan jenis"
    as_folder(place / "isian-rusak", sheets)
    (place / "rusak.ttl").write_text("# satu\n", encoding="utf-8")
    assert (
        run("check", "isian", "rusak.ttl", "isian-rusak", "tiada.ttl", "-o", "laporan").exit_code
        == 2
    )
    found = {i["path"]: i for i in manifest(place)["inputs"]}
    assert sorted(found) == ["isian", "isian-rusak", "rusak.ttl"]
    assert found["isian"]["sha256"] == alone != found["isian-rusak"]["sha256"]
    assert found["rusak.ttl"]["sha256"] == sha256(b"# satu\n")
    assert {(i["kecamatan"], i["period"], i["rows"], i["triples"]) for i in found.values()} == {
        ("", "", 0, 0)
    }


def test_an_unreadable_input_is_compared_too(unreadable: Path) -> None:
    """Equal while it is the same; replaced by another one that cannot be read either, or by a readable one: exit 1."""
    code, states, _ = verified()
    assert (code, set(states.values())) == (0, {"equal"})
    assert {"isian", "isian-rusak", "rusak.ttl"} <= set(states)
    (unreadable / "rusak.ttl").write_text("# dua\n", encoding="utf-8")
    code, states, _ = verified()
    assert (code, states["rusak.ttl"], states["isian"], states["isian-rusak"]) == (
        1,
        "differs",
        "equal",
        "equal",
    )
    (unreadable / "rusak.ttl").write_text("# satu\n", encoding="utf-8")
    (unreadable / "isian-rusak" / "simpul.csv").write_text("kode\n", encoding="utf-8")
    code, states, _ = verified()
    assert (code, states["rusak.ttl"], states["isian"], states["isian-rusak"]) == (
        1,
        "equal",
        "equal",
        "differs",
    )


def test_a_readable_input_that_was_replaced_by_an_unreadable_one_differs(place: Path) -> None:
    """It is there, and it is another: exit 1, not "unproven"."""
    (place / "isian" / "simpul.csv").write_text("kode\n", encoding="utf-8")
    code, states, _ = verified()
    assert (code, states["isian"]) == (1, "differs")


@pytest.mark.parametrize("gone", ["isian", "isian-rusak", "rusak.ttl"])
def test_an_unreadable_report_is_not_proven_without_its_inputs(unreadable: Path, gone: str) -> None:
    """Exit 2 as for any other report."""
    (unreadable / gone).rename(unreadable / "jauh")
    code, states, body = verified()
    assert (code, body["result"], set(states.values())) == (2, "unproven", {"not-recomputed"})


def test_a_report_of_a_missing_input_is_never_proven(place: Path) -> None:
    """What was missing then is missing now; that proves nothing."""
    assert run("check", "isian", "tiada.ttl", "-o", "laporan").exit_code == 2
    assert verified()[0] == 2


def test_recorded_paths_start_from_the_base(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From elsewhere the inputs are found by --base; a base that is none is refused."""
    monkeypatch.chdir(place.parent)
    assert run("verify", "salinan/laporan").exit_code == 2
    assert run("verify", "salinan/laporan", "--base", "salinan").exit_code == 0
    assert "READ-MISSING" in run("verify", "salinan/laporan", "--base", "nirwana").stderr


def test_another_version_of_a_library_is_a_remark(place: Path) -> None:
    """It is named; what counts is whether the parts come out the same."""
    rewrite(place, lambda m: m["libraries"].update(rapidfuzz="0.1"))
    code, states, _ = verified()
    assert (code, states["rapidfuzz"]) == (0, "other-version")


def test_a_bundle_from_an_endpoint_opens_no_network(place: Path) -> None:
    """The address in a manifest that anybody may have written is not called."""
    rewrite(place, lambda m: m["options"].update(endpoint="http://127.0.0.1:9/query"))
    code, states, body = verified()
    assert (code, set(states.values())) == (2, {"not-recomputed"})
    assert "http://127.0.0.1:9/query" in body["outcomes"][0]["why"]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.pop("parts"),
        lambda m: m.update(parts=[]),
        lambda m: m.update(parts={"../daftar.toml": {"sha256": "x"}}),
        lambda m: m.update(parts={"/etc/hostname": {"sha256": "x"}}),
        lambda m: m.update(parts={"C:\\x": {"sha256": "x"}}),
        lambda m: m.update(parts={"a\\..\\..\\x": {"sha256": "x"}}),
        lambda m: m.update(parts={"temuan.json": 3}),
        lambda m: m.update(inputs=None),
        lambda m: m.update(options=None),
        lambda m: m["options"].update(paths=[3]),
        lambda m: m["options"].update(paths="isian"),
        lambda m: m["options"].update(engine="magic"),
        lambda m: m["options"].update(tier=None),
        lambda m: m["options"].update(novelty="x"),
        lambda m: m["options"].pop("tier"),
        lambda m: m.update(command="kg check"),
        lambda m: m.update(created="kemarin"),
        lambda m: m.update(created="2026-01-01T00:00:00"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_exit_2(
    place: Path, change: Callable[[Any], object]
) -> None:
    """With a sentence, and no file outside of the folder is looked at."""
    rewrite(place, change)
    result = run("verify", "laporan")
    assert result.exit_code == 2 and "BUNDLE-MANIFEST" in result.stderr, result.output


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "BUNDLE-MANIFEST"),
        (b"[" * 9999, "BUNDLE-MANIFEST"),
        (b'{"a": "\\u001b[2J"}', "READ-CHAR"),
        (b"\xff", "READ-UTF8"),
        (b"", "READ-EMPTY"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_exit_2(place: Path, data: bytes, code: str) -> None:
    """Broken, nested too deep, not text, empty; or not there at all."""
    (place / "laporan" / "manifest.json").write_bytes(data)
    result = run("verify", "laporan")
    assert result.exit_code == 2 and code in result.stderr
    (place / "laporan" / "manifest.json").unlink()
    assert "BUNDLE-NONE" in run("verify", "laporan").stderr


def test_nothing_is_written(place: Path) -> None:
    """Not into the bundle, not beside it."""
    before = {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}
    verified()
    assert {p: p.read_bytes() for p in place.rglob("*") if p.is_file()} == before
