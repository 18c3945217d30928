"""The check as JUnit XML: one suite per kecamatan and period, one case per rule."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from kg.errors import Lang
from kg.report.as_text import where
from kg.report.bundle.dossier import Dossier, conclusion
from kg.report.words import word
from kg.rules.check import RuleStatus, UnitReport

__all__ = ["check_junit"]

#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _safe(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _case(suite: Element, unit: UnitReport, row: RuleStatus, lang: Lang) -> str:
    """Add the case of one rule; returns what became of it."""
    case = SubElement(
        suite, "testcase", {"classname": f"{unit.region}.{unit.period}", "name": f"{row.rule.id} {row.rule.title[lang]}"}
    )
    found = [f for f in unit.findings if f.rule == row.rule.id]
    open_ones = [f for f in found if f.waived is None]
    if row.status == "error":
        SubElement(case, "error", {"message": "; ".join(_safe(e) for e in unit.errors if e.startswith(row.rule.id))})
        return "errors"
    if row.status == "not-applied":
        text = row.rule.question[lang] if row.rule.question else word("not-applied", lang)
        SubElement(case, "skipped", {"message": text})
        return "skipped"
    if open_ones:
        element = SubElement(
            case, "failure", {"type": row.rule.severity, "message": f"{len(open_ones)}: {row.rule.description[lang]}"}
        )
        element.text = _safe("\n".join(f"{where(f)}  {f.message[lang]}" for f in open_ones))
    if len(open_ones) < len(found):
        output = SubElement(case, "system-out")
        output.text = _safe(
            "\n".join(f"{where(f)}  {f.message[lang]} [{word('waived', lang)}: {f.waived.id}]" for f in found if f.waived)
        )
    return "failures" if open_ones else "passed"


def check_junit(dossier: Dossier) -> bytes:
    """A JUnit report; waived findings stand in the output of their rule, which passes when it has no others."""
    lang = dossier.lang
    top = Element("testsuites", {"name": f"kinerja-kg: {conclusion(dossier)}"})
    for unit in dossier.report.units:
        suite = SubElement(
            top, "testsuite", {"name": f"{unit.region} {unit.period}", "timestamp": dossier.moment.strftime("%Y-%m-%dT%H:%M:%S")}
        )
        counts = {"failures": 0, "errors": 0, "skipped": 0, "passed": 0}
        for row in unit.statuses:
            counts[_case(suite, unit, row, lang)] += 1
        suite.set("tests", str(sum(counts.values())))
        for key in ("failures", "errors", "skipped"):
            suite.set(key, str(counts[key]))
    for problem in dossier.report.problems:
        suite = SubElement(
            top, "testsuite", {"name": _safe(problem.where or "-"), "tests": "1", "failures": "0", "errors": "1", "skipped": "0"}
        )
        case = SubElement(suite, "testcase", {"classname": "masukan", "name": problem.code})
        SubElement(case, "error", {"message": _safe(problem.line(lang))})
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode").encode() + b"\n"
