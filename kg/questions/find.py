"""From plain words to the questions of the catalogue that come nearest.

Nothing is ever asked by itself.

BM25 over runs of three letters (Robertson and Zaragoza, The Probabilistic Relevance Framework,
2009; k1 = 1.2, b = 0.75), which forgives endings and slips of typing, over title, question, names
of the blanks and keywords of each question.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from kg.questions.question import Question

__all__ = ["find_questions"]

_K1, _B = 1.2, 0.75
#: Words are alike by the groups of so many letters that they share.
_RUN = 3
_WORD = re.compile(r"\w+")


def _runs(text: str) -> Counter[str]:
    """Runs of three letters within words, with the borders of words.

    >>> sorted(_runs("iki"))
    [' ik', 'iki', 'ki ']
    """
    runs: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        bordered = f" {word} "
        runs.update(bordered[i : i + _RUN] for i in range(len(bordered) - _RUN + 1))
    return runs


def _said(question: Question) -> str:
    texts = [question.id, *question.title.values(), *question.text.values()]
    texts += question.keywords.values()
    for param in question.params:
        texts += param.label.values()
    return " ".join(texts)


def find_questions(text: str, questions: Sequence[Question], most: int = 3) -> list[Question]:
    """The ``most`` questions nearest to the words, the nearest first.

    None where no run of letters is shared.
    """
    wanted = _runs(text)
    texts = [_runs(_said(question)) for question in questions]
    usual = sum(runs.total() for runs in texts) / max(len(texts), 1)
    holding = Counter(chain.from_iterable(texts))
    scored = []
    for place, (question, runs) in enumerate(zip(questions, texts, strict=True)):
        length = _K1 * (1 - _B + _B * runs.total() / usual)
        score = 0.0
        for run in wanted:
            if runs[run]:
                rare = math.log(1 + (len(texts) - holding[run] + 0.5) / (holding[run] + 0.5))
                score += rare * runs[run] * (_K1 + 1) / (runs[run] + length)
        scored.append((-score, place, question))
    return [question for score, _, question in sorted(scored)[:most] if score < 0]
