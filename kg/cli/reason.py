"""``kg reason``"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from kg.cli.common import (
    FormOption,
    LangOption,
    ListingForm,
    NoColor,
    Output,
    Paths,
    Sample,
    Store,
    emit,
    handled,
    note,
    note_sample,
    one_source,
)
from kg.cli.groups import UNIT_LIMITS, UnitLimits
from kg.cli.limited import allow
from kg.errors import Lang
from kg.read.inputs import read_paths
from kg.read.ontology import ontology
from kg.report.words import word
from kg.worker.reasoning import ClashLine, Reasoning
from kg.worker.reasoning import reason as reason_units
from kg.worker.sources import bundled, reading_store
from kg.worker.units import Unit, from_documents, from_store

__all__ = ["reason"]

_COLUMNS = ("kecamatan", "period", "consistent", "inferred", "clash")


def _line(clash: ClashLine, lang: Lang) -> dict[str, Any]:
    return {"statement": _words(clash, lang), "document": clash.document, "line": clash.line}


def _body(found: Reasoning, lang: Lang) -> dict[str, Any]:
    return {
        "kecamatan": found.region or None,
        "period": found.period or None,
        "consistent": found.consistent,
        "mendukungOutcome": list(map(list, sorted(found.supports))),
        "clash": [_line(clash, lang) for clash in found.clash],
        "axioms": list(found.axioms),
        "confirmed": found.confirmed,
    }


def _words(clash: ClashLine, lang: Lang) -> str:
    return f"{clash.subject} {clash.relation or word('is', lang)} {clash.value}"


def _placed(clash: ClashLine, lang: Lang) -> str:
    words = _words(clash, lang)
    if not clash.document:
        return words

    return f"{words} ({clash.document}:{clash.line})"


def _row(found: Reasoning, lang: Lang) -> list[str]:
    verdict = "consistent" if found.consistent else "inconsistent"
    clashes = [_placed(clash, lang) for clash in found.clash]
    return [
        found.region or word("ontology", lang),
        found.period,
        word(verdict, lang),
        str(len(found.supports)),
        "\n".join([*clashes, *found.axioms]),
    ]


def _units(
    paths: list[Path],
    folder: Path,
    *,
    sample: bool,
) -> list[Unit]:
    one_source(paths, sample=sample)
    if paths:
        return from_documents(read_paths(paths))
    if sample:
        return from_documents(bundled())

    return from_store(reading_store(folder, ontology(), sample=False))


@handled
def reason(
    paths: Paths = None,
    store: Store = Path("kinerja.store"),
    sample: Sample = False,
    form: FormOption = None,
    output: Output = None,
    _limits: UnitLimits = UNIT_LIMITS,
    lang: LangOption = "id",
    no_color: NoColor = False,
) -> None:
    """Run HermiT over the ontology and each document: consistent or not, and why not."""
    units = _units(paths or [], store, sample=sample)
    allow(1 + len(units))  # the ontology by itself is reasoned over too
    note_sample(lang, sample=sample)
    note(word("reasoning", lang).format(units=len(units)))
    found = reason_units(units, ontology())
    listing = ListingForm(
        tuple(word(key, lang) for key in _COLUMNS),
        [_row(one, lang) for one in found],
        {"reasoning": [_body(one, lang) for one in found]},
    )
    emit(listing, form, output, no_color=no_color, inputs=paths or [])
    raise typer.Exit(int(not all(one.consistent for one in found)))
