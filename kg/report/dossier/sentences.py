"""The sentence that concludes a check."""

from __future__ import annotations

from kg.errors import Lang
from kg.report.dossier.dossier import SAMPLE, Conclusion, Dossier, conclusion
from kg.report.words import word
from kg.worker.checking import coverage

__all__ = ["concluding_sentence", "qualified_sentence"]


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
    if found.chosen == found.catalogue:
        return sentence
    limit = word("dossier/sebagian", lang, chosen=found.chosen, catalogue=found.catalogue)
    return f"{sentence} {limit}"
