"""The check as JUnit XML: one suite per kecamatan and period, one case per rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from kg.errors import Lang
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.place import stands
from kg.report.dossier.sentences import qualified_sentence
from kg.report.dossier.settings import change_line
from kg.report.words import period_text, word
from kg.rules.check import RuleStatus, UnitReport
from kg.rules.finding import Finding, number_of
from kg.rules.rule import Rule

__all__ = ["check_junit"]

_HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- kinerja-kg check laporan.junit.xml -->
"""
#: What stands for input that could not be read.
_INPUT = "masukan"
#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _safe(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _told(found: Sequence[Finding], lang: Lang) -> str:
    """The findings line by line; one that a waiver covers names it."""
    lines = []
    for finding in found:
        line = f"{number_of(finding.id)} {stands(finding)}  {finding.message[lang]}"
        if finding.waived:
            line += f" [{word('waived', lang)}: {finding.waived.id}]"
        lines.append(line)
    return _safe("\n".join(lines))


def _not_tested(row: RuleStatus, dossier: Dossier) -> str:
    """Why a rule was not tested.

    Switched off and why, the question to the auditor, or nothing to look at; empty when it was.
    """
    lang = dossier.lang
    rule = row.rule
    if rule.off:
        reasons = []
        for change in dossier.report.changes:
            if change.rule == rule.id:
                reasons.append(change_line(change, lang))
        return "; ".join(reasons) or word("off", lang)
    if row.status != "not-applied":
        return ""
    if rule.question:
        return rule.question[lang]
    return word("not-applied", lang)


class _Suite:
    """The cases of one unit, in the order and with the attributes that the schemas of Ant and Jenkins both ask for."""

    def __init__(
        self, top: Element, name: str, package: str, sentence: str, dossier: Dossier
    ) -> None:
        self.lang: Lang = dossier.lang
        self._package = package
        self._counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
        self._remarks: list[str] = []
        self.element = SubElement(
            top,
            "testsuite",
            {
                "name": _safe(name),
                "package": _safe(package),
                "id": str(len(top)),
                "hostname": "localhost",
                "timestamp": dossier.moment.strftime("%Y-%m-%dT%H:%M:%S"),
                "time": "0",
            },
        )
        properties = SubElement(self.element, "properties")
        SubElement(properties, "property", {"name": "simpulan", "value": sentence})

    def case(self, name: str, kind: str = "", text: str = "", **attributes: str) -> None:
        """One case: passed, or with what came of it."""
        named = {"classname": self._package, "name": _safe(name), "time": "0"}
        case = SubElement(self.element, "testcase", named)
        self._counts["tests"] += 1
        if not kind:
            return
        told = {key: _safe(value) for key, value in attributes.items()}
        result = SubElement(case, kind, told)
        result.text = text or None
        # The schemas count "failures" and "errors", but "skipped".
        if kind == "skipped":
            counted = kind
        else:
            counted = f"{kind}s"
        self._counts[counted] += 1

    def remark(self, text: str) -> None:
        """What is told beside the cases."""
        self._remarks.append(text)

    def close(self) -> None:
        """The counts, and what was remarked."""
        for key, many in self._counts.items():
            self.element.set(key, str(many))
        SubElement(self.element, "system-out").text = "\n".join(self._remarks) or None
        SubElement(self.element, "system-err")


def _waived(found: Sequence[Finding], lang: Lang) -> str:
    """The waivers that cover some findings, each once."""
    reasons = {}
    for finding in found:
        waiver = finding.waived
        if waiver is not None:
            told = f"{waiver.id}: {waiver.reason} ({waiver.approver}, {waiver.letter})"
            reasons[told] = True
    return f"{word('waived', lang)}: {'; '.join(reasons)}"


def _case(suite: _Suite, unit: UnitReport, row: RuleStatus, dossier: Dossier) -> None:
    """Add the case of one rule."""
    rule = row.rule
    name = f"{rule.id} {rule.title[dossier.lang]}"
    found = [finding for finding in unit.findings if finding.rule == rule.id]
    found.sort(key=_is_waived)
    if row.status == "error":
        told = "; ".join(text for text in unit.errors if text.startswith(rule.id))
        suite.case(name, "error", message=told, type="error")
    elif reason := _not_tested(row, dossier):
        suite.case(name, "skipped", message=reason)
    elif found:
        _found(suite, name, rule, found)
    else:
        suite.case(name)


def _found(suite: _Suite, name: str, rule: Rule, found: list[Finding]) -> None:
    """Add the case of a rule that has findings."""
    lang = suite.lang
    told = _told(found, lang)
    waived = sum(map(_is_waived, found))
    still_open = len(found) - waived
    if not still_open:
        suite.case(name, "skipped", told, message=_waived(found, lang))
    elif rule.severity == "info":
        # A remark for the next revision breaks no build.
        suite.case(name)
        suite.remark(f"{_safe(name)}\n{told}")
    else:
        message = f"{still_open}: {rule.description[lang]}"
        suite.case(name, "failure", told, message=message, type=rule.severity)


def _is_waived(finding: Finding) -> bool:
    return finding.waived is not None


def check_junit(dossier: Dossier) -> bytes:
    """A JUnit report; a rule all of whose findings are waived is skipped, with the waivers and the findings that they cover."""
    lang = dossier.lang
    top = Element("testsuites")
    # Said once: it is concluded from every finding of the check.
    sentence = _safe(qualified_sentence(dossier, lang))
    for unit in dossier.report.units:
        period = period_text(unit.period, lang)
        package = f"{unit.region}.{unit.period}"
        suite = _Suite(top, f"{unit.region} {period}", package, sentence, dossier)
        for row in unit.statuses:
            _case(suite, unit, row, dossier)
        suite.close()
    for problem in dossier.report.problems:
        suite = _Suite(top, problem.where or "-", _INPUT, sentence, dossier)
        suite.case(problem.code, "error", message=problem.line(lang), type=problem.code)
        suite.close()
    return _HEAD + tostring(top, encoding="unicode").encode() + b"\n"
