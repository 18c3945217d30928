"""The sentence that concludes a check."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from kg.errors import Lang
from kg.report.dossier.dossier import Conclusion, Dossier, conclusion
from kg.worker.checking import coverage

__all__ = ["concluding_sentence", "qualified_sentence"]


@lru_cache(maxsize=1)
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(
        resources.files("kg.report.dossier")
        .joinpath("conclusions.toml")
        .read_text(encoding="utf-8")
    )


def concluding_sentence(verdict: Conclusion, lang: Lang) -> str:
    """The sentence of a conclusion.

    >>> concluding_sentence("memenuhi", "en").partition(":")[0]
    'Conforms'
    """
    return _sentences()[verdict][lang]


def qualified_sentence(dossier: Dossier, lang: Lang) -> str:
    """The sentence that concludes a check, limited to the rules chosen where those are not all of the catalogue."""
    found = coverage(dossier.report)
    sentence = concluding_sentence(conclusion(dossier), lang)
    if found.chosen == found.catalogue:
        return sentence
    return f"{sentence} {_sentences()['sebagian'][lang].format(chosen=found.chosen, catalogue=found.catalogue)}"
