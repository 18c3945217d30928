"""``kg draw``"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer
from pyoxigraph import NamedNode

from kg.cli.ask import given
from kg.cli.common import (
    LangOption,
    Paths,
    Sample,
    Store,
    handled,
    note,
    note_sample,
    told,
    write_file,
)
from kg.cli.completion import question_names
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.cli.many import units_meant
from kg.derive.text import normal
from kg.errors import InputError, Lang, Problem
from kg.questions.question import Param, catalogue
from kg.questions.resolve import NodeCandidate, choose
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import stamped, unit_files
from kg.report.drawing.path import answer_path, post_path
from kg.report.drawing.png import svg_to_png
from kg.report.drawing.scene import Highlight
from kg.report.drawing.tree import is_too_large, tree_svg
from kg.report.output import refuse_report
from kg.report.words import word
from kg.store.base import GraphStore
from kg.store.embedded import memory_store
from kg.worker.asking import answer, find_question
from kg.worker.facts import UnitFacts
from kg.worker.loading import load
from kg.worker.sources import reading_store

__all__ = ["draw"]

DrawForm = Literal["svg", "png", ""]
#: Endings by which an output is one picture; any other is a folder.
_SUFFIXES = (".svg", ".png")
#: A unit and what is highlighted in its picture.
Marked = tuple[UnitFacts, Highlight]


def _is_meant(unit: UnitFacts, wanted: str) -> bool:
    return not wanted or wanted == unit.region or normal(wanted) == normal(unit.name)


def _drawn(facts: tuple[UnitFacts, ...], kecamatan: str) -> list[UnitFacts]:
    """The units to draw: all, or those of the kecamatan named by code or name."""
    wanted = kecamatan.strip()
    chosen = [unit for unit in facts if _is_meant(unit, wanted)]
    if not chosen:
        near = "; ".join(f"{unit.region} {unit.name}" for unit in facts) or "-"
        values = {"param": "kecamatan", "found": wanted, "near": near}
        raise InputError(Problem("ASK-NONE", "", values))

    return chosen


def _from_post(
    units: list[UnitFacts],
    typed: str,
    lang: Lang,
) -> list[Marked]:
    """The way up from one post, named by label, code or IRI."""
    names: dict[str, tuple[str, str]] = {}
    for unit in units:
        for post in unit.posts:
            names[post.iri] = (post.label, post.iri.rpartition("/")[2])

    found = []
    for iri, texts in sorted(names.items()):
        found.append(NodeCandidate(NamedNode(iri), texts))
    label: dict[Lang, str] = {"id": "jabatan", "en": "post"}
    param = Param(label[lang], "node", ("Jabatan",), required=True, example="", label=label)
    chosen = choose(param, typed, found)
    return [(unit, post_path(unit, chosen.value)) for unit in units]


def _source(
    store: Path,
    paths: list[Path],
    *,
    sample: bool,
) -> GraphStore:
    """The store that a question is put to: the files in memory when there are any."""
    if not paths:
        return reading_store(store, ontology(), sample=sample)

    memory = memory_store()
    load(read_paths(paths), memory, ontology())
    return memory


def _from_answer(
    units: list[UnitFacts],
    question: str,
    values: dict[str, str],
    source: GraphStore,
    lang: Lang,
) -> list[Marked]:
    """What a question answers."""
    found = answer(find_question(question, catalogue()), values, source, ontology())
    if not found.rows:
        note(found.question.empty_means[lang])

    return [(unit, answer_path(unit, found)) for unit in units]


def _picked(units: list[UnitFacts], marked: list[Marked]) -> list[Marked]:
    """Only the units that the answer is about.

    All, unmarked, when it names nothing that is drawn.
    """
    found = []
    for unit, highlight in marked:
        if highlight.nodes:
            found.append((unit, highlight))
    return found or [(unit, Highlight()) for unit in units]


def _data(svg: str, form: str) -> bytes:
    if form == "png":
        return svg_to_png(svg)
    return svg.encode()


def _is_single(output: Path | None, chosen: list[Marked]) -> bool:
    """Whether one picture is wanted, to a file or to standard output; else all of them to a folder.

    :raises InputError: USE-FORMAT, or DRAW-SEVERAL where one file is to hold several pictures.
    """
    if not _is_picture(output):
        return False

    if len(chosen) > 1:
        names = "; ".join(f"{unit.region} {unit.name}" for unit, _ in chosen)
        raise InputError(Problem("DRAW-SEVERAL", str(output or ""), {"units": names}))

    return True


def _is_picture(output: Path | None) -> bool:
    """Whether the output is one picture: standard output, or a file of a kind that can be drawn.

    :raises InputError: USE-FORMAT for a file of another kind.
    """
    if output is None:
        return True

    suffix = output.suffix.casefold()
    if suffix in _SUFFIXES:
        return True

    # A folder may have a dot in its name; only one that is there is known to be a folder.
    if suffix and not output.is_dir():
        values = {"found": suffix.lstrip("."), "known": "png svg"}
        raise InputError(Problem("USE-FORMAT", str(output), values))

    return False


def _single(
    dossier: Dossier,
    picture: Marked,
    form: str,
) -> bytes:
    facts, marked = picture
    if is_too_large(facts, dossier.findings, dossier.lang):
        note(word("draw-sheets", dossier.lang))

    svg = tree_svg(facts, dossier.findings, dossier.lang, marked)
    return _data(stamped(svg, dossier), form)


def _files(
    dossier: Dossier,
    chosen: list[Marked],
    folder: Path,
    form: str,
) -> Iterator[tuple[Path, bytes]]:
    """The sheets of every unit: one, or an overview and its branches."""
    for facts, marked in chosen:
        sheets = unit_files(facts, dossier.findings, dossier.lang, marked)
        for name, svg in sheets.items():
            yield folder / f"{name}.{form}", _data(stamped(svg, dossier), form)


def _write(
    dossier: Dossier,
    chosen: list[Marked],
    output: Path | None,
    form: DrawForm,
    inputs: list[Path],
) -> None:
    if _is_single(output, chosen):
        suffix = "svg"
        if output is not None:
            suffix = output.suffix.casefold().lstrip(".")
        data = _single(dossier, chosen[0], form or suffix)
        if output is None:
            sys.stdout.buffer.write(data)
            return

        files = iter([(output, data)])
    else:
        refuse_report(output or Path())
        files = _files(dossier, chosen, output or Path(), form or "svg")

    for path, data in files:
        write_file(path, data, inputs)
        note(f"{word('written', dossier.lang)} {path}")


Settings = Annotated[list[str] | None, typer.Option("--set", show_default=False)]


@handled
def draw(
    paths: Paths = None,
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    kecamatan: Annotated[str, typer.Option()] = "",
    question: Annotated[str, typer.Option(autocompletion=question_names)] = "",
    settings: Settings = None,
    start: Annotated[str, typer.Option("--from")] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
    form: Annotated[DrawForm, typer.Option("--format")] = "",
    _limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
) -> None:
    """Draw the performance tree with its findings, from outcome to posts."""
    named = paths or []
    wanted = Wanted(tuple(map(str, named)), str(store), sample=sample, lang=lang)
    allow(units_meant(wanted))
    dossier = whole_check(wanted, tell=told(lang))
    if dossier.report.problems:
        raise InputError(list(dossier.report.problems))

    units = _drawn(dossier.facts, kecamatan)
    marked: list[Marked] = []
    if question:
        values = given(settings or [])
        if kecamatan:
            values.setdefault("kecamatan", kecamatan)

        source = _source(store, named, sample=sample)
        marked = _from_answer(units, question, values, source, lang)
    elif start:
        marked = _from_post(units, start, lang)

    note_sample(lang, sample=dossier.is_sample)
    _write(dossier, _picked(units, marked), output, form, named)
