"""python -m bench tells what it would run before it runs anything."""

from __future__ import annotations

import pytest

from bench import __main__ as bench


def test_help_runs_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every program is named, none is started."""
    monkeypatch.setattr(bench, "import_module", None)
    with pytest.raises(SystemExit) as stop:
        bench.main(["--help"])
    text = capsys.readouterr().out
    assert stop.value.code == 0 and all(name in text for name in bench.PROGRAMS)


def test_an_unknown_program_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the known ones, and before any other is started."""
    monkeypatch.setattr(bench, "import_module", None)
    with pytest.raises(SystemExit) as stop:
        bench.main(["engines", "mesin"])
    text = capsys.readouterr().err
    assert stop.value.code == 2 and "mesin" in text and "startup" in text


def test_every_program_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are named, in that order; all when none is."""
    ran: list[str] = []

    class Program:
        def __init__(self, name: str) -> None:
            self.name = name

        def main(self) -> None:
            ran.append(self.name)

    monkeypatch.setattr(bench, "import_module", Program)
    bench.main(["startup", "engines"])
    assert ran == ["bench.startup", "bench.engines"]
    bench.main([])
    assert ran[2:] == [f"bench.{name}" for name in bench.PROGRAMS]
