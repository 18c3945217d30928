"""The sentence that concludes a check."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.dossier.counts import states
from kg.report.dossier.dossier import SAMPLE, Conclusion, Dossier, conclusion
from kg.report.words import word
from kg.rules.check import UnitReport
from kg.worker.checking import coverage

__all__ = ["concluding_sentence", "qualified_sentence", "reason_sentence"]


def concluding_sentence(verdict: Conclusion, lang: Lang) -> str:
    """The sentence of a conclusion.

    >>> concluding_sentence("memenuhi", "en").partition(":")[0]
    'Conforms'
    """
    return word(f"dossier/{verdict}", lang)


def qualified_sentence(dossier: Dossier, lang: Lang) -> str:
    """The sentence that concludes a check, limited to the rules chosen where those are not all of the catalogue."""
    found = coverage(dossier.report)
    sentence = concluding_sentence(conclusion(dossier), lang)
    if dossier.is_sample:
        sentence = f"{SAMPLE}. {sentence}"
    hidden = dossier.report.hidden
    if hidden:
        sentence = f"{sentence} {word('dossier/tersembunyi', lang, hidden=hidden)}"
    if found.chosen == found.catalogue:
        return sentence
    limit = word("dossier/sebagian", lang, chosen=found.chosen, catalogue=found.catalogue)
    return f"{sentence} {limit}"


def _is_grave(unit: UnitReport) -> bool:
    """Whether a unit has a violation that no waiver covers."""
    return any(found.severity == "violation" and not found.waived for found in unit.findings)


def _figures(dossier: Dossier) -> dict[str, int]:
    report = dossier.report
    grave = [found for found in report.open if found.severity == "violation"]
    return {
        "violations": len(grave),
        "reviewed": sum(found.certainty != "pasti" for found in grave),
        "units": sum(map(_is_grave, report.units)),
        "all": len(report.units),
        "rules": len({found.rule for found in grave}),
        "warnings": sum(found.severity == "warning" for found in report.open),
        "infos": sum(found.severity == "info" for found in report.open),
        "waived": len(report.findings) - len(report.open),
        "kept": states(report.statuses())["kept"],
        "applied": coverage(report).applied,
    }


def reason_sentence(dossier: Dossier, lang: Lang) -> str:
    """Why it is concluded so.

    The figures behind the conclusion, or what stood in the way of one.
    """
    chosen = conclusion(dossier)
    reason: str = chosen
    if chosen == "belum-dapat-disimpulkan":
        reason = "nothing"
        if dossier.report.problems:
            reason = "unread"
        elif states(dossier.report.statuses())["error"]:
            reason = "failed"
        elif coverage(dossier.report).applied:
            reason = "few"
    return word(f"dossier/says-{reason}", lang, **_figures(dossier))
