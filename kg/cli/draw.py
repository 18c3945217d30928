"""``kg draw``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from pyoxigraph import NamedNode

from kg.cli.ask import given
from kg.cli.common import LangOption, Store, handled, note, told
from kg.derive.text import normal
from kg.errors import InputError, Lang, Problem
from kg.questions.question import Param, catalogue
from kg.questions.resolve import Candidate, choose
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.bundle.whole_check import Wanted, whole_check
from kg.report.dossier.dossier import Dossier
from kg.report.drawing.files import unit_files
from kg.report.drawing.path import answer_path, post_path
from kg.report.drawing.png import svg_to_png
from kg.report.drawing.scene import Highlight
from kg.report.drawing.tree import is_too_large, tree_svg
from kg.report.output import write_bytes
from kg.report.words import word
from kg.store.base import GraphStore
from kg.store.embedded import memory_store
from kg.worker.asking import answer, find_question
from kg.worker.facts import UnitFacts
from kg.worker.loading import load
from kg.worker.sources import reading_store

__all__ = ["draw"]

_SUFFIXES = (".svg", ".png")


def _drawn(facts: tuple[UnitFacts, ...], kecamatan: str) -> list[UnitFacts]:
    """The units to draw: all, or those of the kecamatan named by code or name."""
    wanted = kecamatan.strip()
    chosen = [
        f for f in facts if not wanted or wanted == f.region or normal(wanted) == normal(f.name)
    ]
    if not chosen:
        near = "; ".join(f"{f.region} {f.name}" for f in facts) or "-"
        raise InputError(
            Problem("ASK-NONE", "", {"param": "kecamatan", "found": wanted, "near": near})
        )
    return chosen


def _from_post(units: list[UnitFacts], typed: str, lang: Lang) -> dict[int, Highlight]:
    """The way up from one post, named by label, code or IRI."""
    names = {p.iri: (p.label, p.iri.rpartition("/")[2]) for unit in units for p in unit.posts}
    found = [Candidate(NamedNode(iri), texts) for iri, texts in sorted(names.items())]
    label: dict[Lang, str] = {"id": "jabatan", "en": "post"}
    post = choose(
        Param(label[lang], "node", "Jabatan", required=True, example="", label=label), typed, found
    )
    return {i: post_path(unit, post.value) for i, unit in enumerate(units)}


def _asked(store: Path, paths: list[Path], lang: Lang) -> GraphStore:
    """The store that a question is put to: the files in memory when there are any."""
    if not paths:
        return reading_store(store, ontology(), told(lang))
    memory = memory_store()
    load(read_paths(paths), memory, ontology())
    return memory


def _picked(
    units: list[UnitFacts], marked: dict[int, Highlight]
) -> list[tuple[UnitFacts, Highlight]]:
    """Only the units that the answer is about; all, unmarked, when it names nothing that is drawn."""
    found = [(unit, marked[i]) for i, unit in enumerate(units) if i in marked and marked[i].nodes]
    return found or [(unit, Highlight()) for unit in units]


def _in_dots(path: str, svg: str) -> bytes:
    return svg_to_png(svg) if path.casefold().endswith(".png") else svg.encode()


def _write(
    dossier: Dossier, chosen: list[tuple[UnitFacts, Highlight]], output: Path | None, form: str
) -> None:
    """One picture to a file or to standard output, or all of them to a folder."""
    alone = output is None or output.suffix.casefold() in _SUFFIXES
    if output is not None and not alone and output.suffix and not output.is_dir():
        raise InputError(
            Problem(
                "USE-FORMAT", str(output), {"found": output.suffix.lstrip("."), "known": "png svg"}
            )
        )
    if alone and len(chosen) > 1:
        names = "; ".join(f"{f.region} {f.name}" for f, _ in chosen)
        raise InputError(Problem("DRAW-SEVERAL", str(output or ""), {"units": names}))
    for facts, marked in chosen:
        if alone:
            kind = form or (output.suffix.casefold().lstrip(".") if output else "svg")
            data = _in_dots(f".{kind}", tree_svg(facts, dossier.findings, dossier.lang, marked))
            files = {str(output or ""): data}
            if is_too_large(facts, dossier.findings, dossier.lang):
                note(word("draw-sheets", dossier.lang))
        else:
            svgs = unit_files(facts, dossier.findings, dossier.lang, marked)
            files = {
                f"{output}/{name}.{form or 'svg'}": _in_dots(f".{form}", svg)
                for name, svg in svgs.items()
            }
        for name, data in files.items():
            if not name:
                sys.stdout.buffer.write(data)
                continue
            write_bytes(Path(name), data)
            note(f"{word('written', dossier.lang)} {name}")


@handled
def draw(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Workbooks, folders of CSV sheets, RDF files.")
    ] = None,
    store: Store = Path("kinerja.store"),
    kecamatan: Annotated[str, typer.Option(help="Only this kecamatan, by code or name.")] = "",
    question: Annotated[str, typer.Option(help="Highlight the answer to this question.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="name=value for the question. May repeat.")
    ] = None,
    start: Annotated[
        str, typer.Option("--from", help="Highlight the path from this post up to the outcome.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="FILE.svg, FILE.png or a folder.")
    ] = None,
    form: Annotated[Literal["svg", "png", ""], typer.Option("--format", help="svg or png.")] = "",
    lang: LangOption = "id",
) -> None:
    """Draw the performance tree with its findings, from outcome to posts.

    Every unit becomes one picture; a folder gets sheets of A3 that can be read: one, or an overview and its branches.

    Example:
        kg draw --kecamatan Pujon --question Q02 --set jabatan=camat -o pohon.svg
    """
    wanted = Wanted(paths=tuple(str(p) for p in paths or []), store=str(store), lang=lang)
    dossier = whole_check(wanted, tell=told(lang))
    if dossier.report.problems:
        raise InputError(list(dossier.report.problems))
    units = _drawn(dossier.facts, kecamatan)
    marked: dict[int, Highlight] = {}
    if question:
        values = ({"kecamatan": kecamatan} if kecamatan else {}) | given(settings or [])
        found = answer(
            find_question(question, catalogue()),
            values,
            _asked(store, paths or [], lang),
            ontology(),
        )
        marked = {i: answer_path(unit, found) for i, unit in enumerate(units)}
        if not found.rows:
            note(found.question.empty_means[lang])
    elif start:
        marked = _from_post(units, start, lang)
    _write(dossier, _picked(units, marked), output, form)
