"""All that the template prints, as plain values: facts of the dossier and words, nothing that is markup."""

from __future__ import annotations

import shlex
from dataclasses import asdict, replace
from typing import Any, cast

from kg.limits import DEFAULT
from kg.read.gate import sha256
from kg.report.as_json import check_json
from kg.report.bundle.dossier import Dossier, conclusion
from kg.report.bundle.sentences import concluding_sentence, qualified_sentence
from kg.report.counts import share, state
from kg.report.pdf.findings import findings, gone
from kg.report.pdf.pictures import drawings
from kg.report.pdf.register import changes, rules, waivers
from kg.report.pdf.summary import STATES, counts, summary
from kg.report.pdf.text import printable, shown
from kg.report.pdf.words import day, words
from kg.rules.check import UnitReport
from kg.rules.complete import COMPLETE
from kg.rules.measurable import MEASURABLE

__all__ = ["report_data", "report_number"]

_Plain = dict[str, Any]


def report_number(digest: str) -> str:
    """The number of a report, from the SHA-256 of its facts.

    >>> report_number("0123456789abcdef")
    'K-0123-4567-89AB'
    """
    return "-".join(("k", digest[:4], digest[4:8], digest[8:12])).upper()


def _unit(unit: UnitReport, dossier: Dossier) -> _Plain:
    key = (unit.region, unit.period)
    names = {(f.region, f.period): f.name for f in dossier.facts}
    rows = [state(row) for row in unit.statuses]
    verdict = conclusion(replace(dossier, report=replace(dossier.report, units=(unit,))))
    return {
        "name": names.get(key, unit.region),
        "region": unit.region,
        "period": unit.period,
        "documents": [i.path for i in dossier.report.inputs if (i.kecamatan, i.period) == key],
        "verdict": verdict,
        "says": concluding_sentence(verdict, dossier.lang).partition(":")[0],
        "states": {key: rows.count(key) for key in STATES},
        "counts": counts(unit.findings),
        "measurable": share(v.measurable for v in unit.verdicts),
        "complete": share(c.complete for c in unit.conditions),
    }


def _scope(dossier: Dossier) -> _Plain:
    report, options = dossier.report, dossier.options
    return {
        "inputs": [asdict(i) for i in report.inputs],
        "tool": [report.version, report.engine, report.ontology, report.shapes],
        "digests": [list(pair) for pair in sorted(dossier.digests.items())],
        "command": shlex.join(dossier.command),
        "options": [[key, str(value)] for key, value in sorted(options.items()) if value and not isinstance(value, tuple | list)]
        + [
            [key, " ".join(map(str, value))]
            for key, value in sorted(options.items())
            if value and isinstance(value, tuple | list)
        ],
        "tier": str(options.get("tier", "")),
        "profile": [asdict(change) for change in report.changes],
        "problems": [problem.line(dossier.lang) for problem in report.problems],
        "errors": [text for unit in report.units for text in unit.errors],
    }


def report_data(dossier: Dossier) -> _Plain:
    """Everything the template needs; every text can be printed as it is."""
    lang, w = dossier.lang, words(dossier.lang)
    verdict, digest = conclusion(dossier), sha256(check_json(dossier).encode())
    own = {
        "number": report_number(digest),
        "verdict": verdict,
        "sentence": qualified_sentence(dossier, lang),
        "day": day(dossier.moment, lang),
        "time": dossier.moment.strftime("%H:%M UTC"),
        "units": [_unit(unit, dossier) for unit in dossier.report.units],
        "scope": _scope(dossier),
        "summary": summary(dossier),
        "measurable_rules": MEASURABLE,
        "complete_rules": COMPLETE,
        "rules": rules(dossier),
        "findings": findings(dossier),
        "left_out": max(0, len(dossier.findings) - DEFAULT.paper_findings),
        "gone": gone(dossier),
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
        "pictures": [picture | {"title": shown(picture["title"])} for picture in drawings(dossier)],
    }
