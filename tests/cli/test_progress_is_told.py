"""How far a long job is, as a log gets it."""

from __future__ import annotations

import pytest

from kg.cli import progress
from kg.cli.progress import Display
from kg.worker.told_progress import Progress


def _at(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress.time, "monotonic", lambda: seconds)


def test_a_stage_whose_first_word_comes_late_has_no_rate_yet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first part of a large report is told long after the last kecamatan: nothing is divided by no time."""
    _at(0.0, monkeypatch)
    with Display("id", no_color=True) as display:
        _at(11.0, monkeypatch)
        display(Progress("write", 12, 1))
        assert capsys.readouterr().err == ""
        _at(13.0, monkeypatch)
        display(Progress("write", 12, 2))
    assert "2/12" in capsys.readouterr().err
