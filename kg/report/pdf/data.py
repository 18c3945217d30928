"""All that the template prints, as plain values.

Facts of the dossier and words, nothing that is markup.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import chain
from typing import Any, cast

from kg.limits import DEFAULT
from kg.read.gate import sha256
from kg.report.dossier.counts import by_severity, share, states
from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.dossier.local_time import local_moment
from kg.report.dossier.naming import unit_names
from kg.report.dossier.sentences import concluding_sentence, qualified_sentence, reason_sentence
from kg.report.dossier.settings import change_name, used_as
from kg.report.dossier.told import told_rows
from kg.report.drawing.files import Drawn
from kg.report.forms.as_json import check_json
from kg.report.pdf.findings import findings, gone
from kg.report.pdf.first import first_rules, first_work
from kg.report.pdf.pictures import drawings
from kg.report.pdf.register import changes, rules, waivers
from kg.report.pdf.summary import summary
from kg.report.pdf.text import printable, shown
from kg.report.pdf.words import day
from kg.report.words import period_text, setting, word, words_of
from kg.rules.check import UnitReport
from kg.rules.complete import complete_rules
from kg.rules.measurable import measurable_rules

__all__ = ["report_data", "report_number", "without_lists"]

_Plain = dict[str, Any]


def report_number(digest: str) -> str:
    """The number of a report, from the SHA-256 of its facts.

    >>> report_number("0123456789abcdef")
    'K-0123-4567-89AB'
    """
    return "-".join(("k", digest[:4], digest[4:8], digest[8:12])).upper()


def _unit(unit: UnitReport, dossier: Dossier) -> _Plain:
    key = unit.key
    names = {f.key: f.name for f in dossier.facts}
    verdict = conclusion(replace(dossier, report=replace(dossier.report, units=(unit,))))
    return {
        "name": names.get(key, unit.region),
        "region": unit.region,
        "period": period_text(unit.period, dossier.lang),
        "documents": [i.path for i in dossier.report.inputs if i.unit == key],
        "verdict": verdict,
        "says": concluding_sentence(verdict, dossier.lang).partition(":")[0],
        "states": states(unit.statuses),
        "counts": by_severity(unit.findings),
        "measurable": share(v.measurable for v in unit.verdicts),
        "complete": share(c.complete for c in unit.conditions),
    }


def _options(options: Mapping[str, Any]) -> list[list[str]]:
    """The options that were set, by name; those that take several values behind the others."""
    single: list[list[str]] = []
    several: list[list[str]] = []
    for key, value in sorted(options.items()):
        if not value:
            continue
        if isinstance(value, tuple | list):
            several.append([key, " ".join(map(str, value))])
        else:
            single.append([key, str(value)])
    return single + several


def _scope(dossier: Dossier) -> _Plain:
    report = dossier.report
    options = dossier.options
    lang = dossier.lang
    return {
        "inputs": [asdict(i) | {"period": period_text(i.period, lang)} for i in report.inputs],
        "tool": [report.version, report.engine, report.ontology, report.shapes],
        "digests": [
            [word(used_as(name, options), lang).capitalize(), name, digest]
            for name, digest in sorted(dossier.digests.items())
        ],
        "command": shlex.join(dossier.command),
        "options": _options(options),
        "tier": str(options.get("tier", "")),
        "profile": [
            [change_name(c, lang), setting(c.before, lang), setting(c.after, lang), c.reason]
            for c in report.changes
        ],
        "problems": [problem.line(lang) for problem in report.problems],
        "errors": list(chain.from_iterable(unit.errors for unit in report.units)),
    }


def _pictures(dossier: Dossier, sheets: Iterable[Drawn] | None) -> list[_Plain]:
    found: list[_Plain] = []
    for picture in drawings(dossier, sheets):
        found.append(picture | {"title": shown(picture["title"])})
    return found


def report_data(
    dossier: Dossier,
    *,
    whole: bool = True,
    sheets: Iterable[Drawn] | None = None,
    pieces: Sequence[_Plain] = (),
    digest: str = "",
) -> _Plain:
    """Everything the template needs; every text can be printed as it is.

    The summary needs no findings and no pictures. ``sheets`` are pictures that have been drawn,
    ``pieces`` name the papers on which the findings stand instead, ``digest`` is that of the facts,
    where it is known.
    """
    lang = dossier.lang
    w = words_of("pdf", dossier.lang)
    verdict = conclusion(dossier)
    told = list(told_rows(dossier))
    digest = digest or sha256(check_json(dossier).encode())
    own = {
        "number": report_number(digest),
        "verdict": verdict,
        "sentence": qualified_sentence(dossier, lang),
        "day": day(local_moment(dossier), lang),
        "time": local_moment(dossier).strftime("%H:%M %Z"),
        "titles": unit_names(dossier),
        "reason": reason_sentence(dossier, lang),
        "work": first_work(dossier),
        "first": first_rules(dossier),
        "units": [_unit(unit, dossier) for unit in dossier.report.units],
        "scope": _scope(dossier),
        "summary": summary(dossier),
        "measurable_rules": measurable_rules(),
        "complete_rules": complete_rules(),
        "rules": rules(dossier),
        "findings": findings(dossier) if whole and not pieces else [],
        "pieces": list(pieces),
        "left_out": max(0, len(dossier.findings) - DEFAULT.paper_findings),
        "gone": gone(dossier),
        "said": list(map(asdict, told[: DEFAULT.paper_rows])) if whole else [],
        "said_more": max(0, len(told) - DEFAULT.paper_rows),
        "answered": len(dossier.responses),
        "waivers": waivers(dossier),
        "changes": changes(dossier),
    }
    moment = [dossier.moment.year, dossier.moment.month, dossier.moment.day]
    clock = [dossier.moment.hour, dossier.moment.minute, dossier.moment.second]
    return cast("_Plain", printable(own, lang)) | {
        "lang": lang,
        "words": w,
        "digest": digest,
        "moment": [*moment, *clock],
        "pictures": _pictures(dossier, sheets) if whole else [],
    }


def without_lists(data: _Plain) -> _Plain:
    """The same for the summary: no findings, no pictures."""
    return data | {"findings": [], "pieces": [], "said": [], "pictures": []}
