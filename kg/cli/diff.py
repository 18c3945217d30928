"""``kg diff``"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kg.cli.common import LangOption, ListingForm, NoColor, Output, emit, handled, note, write_file
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.errors import InputError, Lang, Problem
from kg.read.inputs import is_document, read_paths
from kg.read.ontology import ontology
from kg.report.diff.agreement import document_kind, held_against
from kg.report.diff.held import HEAD, Compared, held_row
from kg.report.diff.page import FINDING_KINDS, checks_page, diff_page
from kg.report.diff.tree_changes import TreeChange, nodes_by_key, pair, place_of, tree_changes
from kg.report.dossier.changes import Changes, asks_no_more, compare
from kg.report.followup.earlier import read_check
from kg.report.words import setting, word
from kg.rules.finding import number_of
from kg.terms import NO_REGION
from kg.worker.facts import UnitFacts, unit_facts
from kg.worker.units import from_documents

__all__ = ["diff"]

DiffForm = Literal["table", "csv", "json", "html"]
#: So many bytes tell a report from a document.
_START = 1_000
_FINDING = ("class", "number", "severity", "rule", "node", "message")
_SEVERITIES = ("violation", "warning", "info")
#: Kinds of document that state what was reached.
_REACHED = frozenset(("realisasi", "lkjip"))
_TREE = ("class", "band", "node", "before", "after", "source")


@dataclass(frozen=True)
class _Out:
    """Where the comparison goes, and how it is shown; it is never written over what is compared."""

    form: DiffForm | None
    path: Path | None
    lang: Lang
    no_color: bool
    inputs: tuple[Path, Path]
    #: Leave out the findings that were there before.
    only_new: bool = False
    #: The highest achievement that counts, in percent; none where nobody says so.
    cap: Decimal | None = None

    @property
    def is_page(self) -> bool:
        """Whether a page is asked for, by form or suffix."""
        if self.form is not None or self.path is None:
            return self.form == "html"

        return self.path.suffix.casefold() in {".html", ".htm"}

    def page(self, page: bytes) -> None:
        """Write a page."""
        if self.path is None:
            sys.stdout.write(page.decode())
        else:
            write_file(self.path, page, self.inputs)
            self._written()

    def emit(
        self,
        columns: tuple[str, ...],
        rows: list[list[str]],
        body: Any,
        totals: str = "",
    ) -> None:
        """Show or write a listing; on screen what it comes to stands first."""
        form = None if self.form == "html" else self.form
        head = tuple(_word(key, self.lang) for key in columns)
        listing = ListingForm(head, rows, body, totals)
        emit(listing, form, self.path, no_color=self.no_color, inputs=self.inputs)
        self._written()

    def _written(self) -> None:
        if self.path is not None:
            note(f"{word('written', self.lang)} {self.path}")


def _is_check(path: Path) -> bool:
    """Whether a path is a report (a bundle, or one JSON file of any name), not a document.

    What it holds tells.

    :raises InputError: READ-MISSING or READ-OPEN.
    """
    if not path.exists():
        raise InputError(Problem("READ-MISSING", str(path)))
    if path.is_dir():
        return any((path / name).is_file() for name in ("manifest.json", "temuan.json"))
    if is_document(path) or not path.is_file():
        return False

    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise InputError(Problem("READ-OPEN", str(path), values)) from error

    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return first in {b"{", b"["} or path.suffix.casefold() == ".json"


def _word(key: str, lang: Lang) -> str:
    return word(f"diff/{key}", lang)


def _facts(path: Path) -> UnitFacts:
    """The one unit that a path holds.

    :raises InputError: DIFF-UNITS when it holds more than one kecamatan or period.
    """
    units = from_documents(read_paths([path]))
    if len(units) != 1:
        found = ", ".join(" ".join(unit.key) for unit in units)
        raise InputError(Problem("DIFF-UNITS", str(path), {"found": found}))

    return unit_facts(units[0], ontology())


def _finding_rows(changes: Changes, lang: Lang) -> Iterator[list[str]]:
    """The findings by class, then the rules that have another status now."""
    for kind in FINDING_KINDS:
        for found in getattr(changes, kind):
            number, text = number_of(found["id"]), found["message"][lang]
            severity = word(found["severity"], lang)
            yield [_word(kind, lang), number, severity, found["rule"], found["label"], text]

    for step in changes.statuses:
        before, after = setting(str(step.before), lang), setting(str(step.after), lang)
        yield [_word("status", lang), "", "", step.rule, "", f"{before} → {after}"]


def _counted(changes: Changes, lang: Lang) -> str:
    """How many findings of every class, and of which severity they are."""
    told = []
    for kind in FINDING_KINDS:
        found = getattr(changes, kind)
        grave = Counter(one["severity"] for one in found)
        parts = ", ".join(f"{word(key, lang)} {grave[key]}" for key in _SEVERITIES if grave[key])
        told.append(f"{_word(kind, lang)} {len(found)}" + (f" ({parts})" if parts else ""))
    told.append(f"{_word('status', lang)} {len(changes.statuses)}")
    return "; ".join(told)


def _totals(kinds: Iterable[str], lang: Lang) -> str:
    """How many changes of every class, in the order of their classes."""
    many = Counter(kinds)
    if not many:
        return _word("none", lang)
    return "; ".join(f"{_word(kind, lang)} {count}" for kind, count in many.items())


def _kecamatan(codes: set[str]) -> set[str]:
    """Without what belongs to no kecamatan."""
    return {code for code in codes if code and not code.startswith(NO_REGION)}


def _one_region(old: set[str], new: set[str]) -> None:
    """Refuse to hold one kecamatan against another.

    What belongs to none may be compared with anything.

    :raises InputError: DIFF-REGION when both sides name kecamatan and none of them is the same.
    """
    before, after = _kecamatan(old), _kecamatan(new)
    if before and after and not before & after:
        values = {"old": ", ".join(sorted(before)), "new": ", ".join(sorted(after))}
        raise InputError(Problem("DIFF-REGION", "", values))


def _regions(check: Mapping[str, Any]) -> set[str]:
    return {str(info.get("kecamatan", "")) for info in check.get("inputs", [])}


def _checks(old: Path, new: Path, out: _Out) -> Changes:
    """Tell what changed between two checks."""
    before, after = read_check(str(old)), read_check(str(new))
    _one_region(_regions(before), _regions(after))
    found = compare(before, after)
    if asks_no_more(before, after):
        note(f"{word('note', out.lang)}: {word('no-waivers', out.lang)}")
    if out.is_page:
        out.page(checks_page(before, after, found, out.lang))
    else:
        shown = replace(found, persisting=()) if out.only_new else found
        rows = list(_finding_rows(shown, out.lang))
        out.emit(_FINDING, rows, asdict(shown), _counted(found, out.lang))

    return found


def _tree_row(change: TreeChange, lang: Lang) -> list[str]:
    kinds = [_word(change.kind, lang), _word(change.band, lang)]
    return [*kinds, change.label, change.before, change.after, place_of(change)]


def _of_two_kinds(old: Path, new: Path, cap: Decimal | None) -> Compared | None:
    """Two kinds of document against each other, such as PK and Renstra.

    Nothing where both are of one kind: those are two states of the same thing.
    """
    before, after = read_paths([old]), read_paths([new])
    kinds = document_kind(before), document_kind(after)
    if "" in kinds or kinds[0] == kinds[1]:
        return None

    _one_region({one.region for one in before}, {one.region for one in after})
    reached = kinds[1] in _REACHED
    return Compared(kinds, list(held_against(before, after, ontology(), reached=reached, cap=cap)))


def _tell(found: Compared, out: _Out) -> None:
    """Show or write what two kinds of document say of the same."""
    rows = [held_row(one, out.lang) for one in found.held]
    body = {"old": found.kinds[0], "new": found.kinds[1], "held": list(map(asdict, found.held))}
    out.emit(HEAD, rows, body, _totals((one.verdict for one in found.held), out.lang))


def _documents(
    old: Path,
    new: Path,
    out: _Out,
) -> None:
    """Tell what changed between two states of one kecamatan."""
    found = _of_two_kinds(old, new, out.cap)
    if found is not None and not out.is_page:
        _tell(found, out)
        return

    before, after = _facts(old), _facts(new)
    _one_region({before.region}, {after.region})
    changes = tree_changes(before, after)
    if out.is_page:
        pairs = pair(nodes_by_key(before), nodes_by_key(after))
        out.page(diff_page(before, after, changes, pairs, out.lang, found))
        return

    rows = [_tree_row(change, out.lang) for change in changes]
    names = {"old": list(before.key), "new": list(after.key)}
    body = {**names, "changes": list(map(asdict, changes))}
    out.emit(_TREE, rows, body, _totals((change.kind for change in changes), out.lang))


def _is_serious(finding: Mapping[str, Any]) -> bool:
    return finding["severity"] == "violation" and not finding["waived"]


@handled
def diff(
    old: Annotated[Path, typer.Argument(metavar="LAMA")],
    new: Annotated[Path, typer.Argument(metavar="BARU")],
    form: Annotated[DiffForm | None, typer.Option("--format")] = None,
    output: Output = None,
    only_new: Annotated[bool, typer.Option("--only-new", "--hanya-baru")] = False,
    cap: Annotated[int | None, typer.Option("--cap", "--batas-capaian", min=1)] = None,
    _limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Compare two checks, or two states of one kecamatan."""
    allow(2)  # one on each side
    checks = [_is_check(path) for path in (old, new)]
    if checks[0] != checks[1]:
        raise InputError(Problem("DIFF-KINDS", "", {"old": str(old), "new": str(new)}))

    highest = None if cap is None else Decimal(cap)
    out = _Out(form, output, lang, no_color, (old, new), only_new, highest)
    if not checks[0]:
        _documents(old, new, out)
        return

    found = _checks(old, new, out)
    worse = any(map(_is_serious, (*found.new, *found.reopened)))
    raise typer.Exit(int(worse))
