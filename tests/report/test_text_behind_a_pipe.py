"""Who reads a report from a pipe or a file gets, letter by letter, what a terminal would be given without styles."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from kg.report.dossier.dossier import Dossier
from kg.report.forms.as_text import print_check

#: What a terminal does something with, or never shows: a bell, a tab, a soft hyphen, markup.
_ODD = "Layanan\x07 loket\tsatu\u00ad [bold]dua[/bold] :smile:"


def _printed(dossier: Dossier, *, record: bool) -> str:
    """Through the library of terminals where it records, which is what it always did."""
    file = io.StringIO()
    print_check(dossier, Console(width=400, file=file, highlight=False, record=record))
    return file.getvalue()


def _with_odd_words(dossier: Dossier) -> Dossier:
    report = dossier.report
    first = report.units[0]
    said = {"id": _ODD, "en": _ODD}
    findings = tuple(replace(found, message=said) for found in first.findings)
    units = (replace(first, findings=findings), *report.units[1:])
    return replace(dossier, report=replace(report, units=units))


def test_plain_lines_are_those_of_the_library(dossier: Dossier) -> None:
    """Every line of the five documents, and lines with signs that are not for eyes."""
    for told in (dossier, _with_odd_words(dossier)):
        plain = _printed(told, record=False)
        assert plain.count("\n") > 1_000
        assert plain == _printed(told, record=True)
    assert "[bold]dua[/bold] :smile:" in plain and "\x07" not in plain


def test_a_terminal_is_given_its_styles(dossier: Dossier) -> None:
    """The quick way is not for it."""
    file = io.StringIO()
    terminal = Console(width=400, file=file, force_terminal=True, color_system="truecolor")
    print_check(dossier, terminal, brief=True)
    assert "\x1b[1m" in file.getvalue()
