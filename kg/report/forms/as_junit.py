"""The check as JUnit XML: one suite per kecamatan and period, one case per rule."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from kg.errors import Lang
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import stands
from kg.report.dossier.sentences import qualified_sentence
from kg.report.dossier.settings import change_line
from kg.report.words import period_text, word
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import Finding

__all__ = ["check_junit"]

_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- kinerja-kg check laporan.junit.xml -->
"""
#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _safe(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _told(found: list[Finding], lang: Lang) -> str:
    """The findings line by line; one that a waiver covers names it."""
    lines = (
        f"{stands(f)}  {f.message[lang]}"
        + (f" [{word('waived', lang)}: {f.waived.id}]" if f.waived else "")
        for f in found
    )
    return _safe("\n".join(lines))


def _not_tested(row: RuleStatus, dossier: Dossier) -> str:
    """Why a rule was not tested: switched off and why, the question to the auditor, or nothing to look at; empty when it was."""
    lang = dossier.lang
    rule = row.rule
    if rule.off:
        return "; ".join(
            change_line(c, lang) for c in dossier.report.changes if c.rule == rule.id
        ) or word("off", lang)
    if row.status != "not-applied":
        return ""
    if rule.question:
        return rule.question[lang]
    return word("not-applied", lang)


def _case(suite: Element, unit: UnitReport, row: RuleStatus, dossier: Dossier) -> str:
    """Add the case of one rule; returns what became of it."""
    lang = dossier.lang
    rule = row.rule
    names = {"classname": f"{unit.region}.{unit.period}", "name": f"{rule.id} {rule.title[lang]}"}
    case = SubElement(suite, "testcase", names)
    rows = []
    for f in unit.findings:
        if f.rule == rule.id:
            rows.append(f)
    found = sorted(rows, key=lambda f: f.waived is not None)
    waived = [f.waived for f in found if f.waived is not None]
    if row.status == "error":
        SubElement(
            case,
            "error",
            {"message": "; ".join(_safe(e) for e in unit.errors if e.startswith(rule.id))},
        )
        return "errors"
    if reason := _not_tested(row, dossier):
        SubElement(case, "skipped", {"message": _safe(reason)})
        return "skipped"
    if not found:
        return "passed"
    if len(waived) == len(found):
        reasons = dict.fromkeys(f"{w.id}: {w.reason} ({w.approver}, {w.letter})" for w in waived)
        element = SubElement(
            case, "skipped", {"message": _safe(f"{word('waived', lang)}: {'; '.join(reasons)}")}
        )
    else:
        message = f"{len(found) - len(waived)}: {rule.description[lang]}"
        element = SubElement(case, "failure", {"type": rule.severity, "message": message})
    element.text = _told(found, lang)
    if element.tag == "skipped":
        return "skipped"
    return "failures"


def check_junit(dossier: Dossier) -> bytes:
    """A JUnit report; a rule all of whose findings are waived is skipped, with the waivers and the findings that they cover."""
    lang = dossier.lang
    top = Element("testsuites", {"name": f"kinerja-kg: {qualified_sentence(dossier, lang)}"})
    for unit in dossier.report.units:
        name = f"{unit.region} {period_text(unit.period, lang)}"
        suite = SubElement(
            top,
            "testsuite",
            {"name": name, "timestamp": dossier.moment.strftime("%Y-%m-%dT%H:%M:%S")},
        )
        counts = {
            "failures": 0,
            "errors": 0,
            "skipped": 0,
            "passed": 0,
        }
        for row in unit.statuses:
            counts[_case(suite, unit, row, dossier)] += 1
        suite.set("tests", str(sum(counts.values())))
        for key in ("failures", "errors", "skipped"):
            suite.set(key, str(counts[key]))
    for problem in dossier.report.problems:
        suite = SubElement(
            top,
            "testsuite",
            {
                "name": _safe(problem.where or "-"),
                "tests": "1",
                "failures": "0",
                "errors": "1",
                "skipped": "0",
            },
        )
        case = SubElement(suite, "testcase", {"classname": "masukan", "name": problem.code})
        SubElement(case, "error", {"message": _safe(problem.line(lang))})
    return _HEAD + tostring(top, encoding="unicode").encode() + b"\n"
