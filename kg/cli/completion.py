"""What the shell offers for a value: rules, questions, profiles."""

from __future__ import annotations

from kg.questions.question import catalogue
from kg.rules.engines import ENGINES
from kg.rules.profile import known_profiles
from kg.rules.registry import rules

__all__ = ["engine_names", "profile_names", "question_names", "rule_ids"]

#: A value and what stands beside it.
Offers = list[tuple[str, str]]


def rule_ids(incomplete: str) -> Offers:
    """The rules that begin so, with their titles.

    >>> rule_ids("ind-01")[0][0]
    'IND-01'
    """
    start = incomplete.upper()
    return [(rule.id, rule.title["id"]) for rule in rules() if rule.id.startswith(start)]


def question_names(incomplete: str) -> Offers:
    """The questions whose id or name begins so.

    >>> question_names("q05")[0][0]
    'Q05'
    """
    start = incomplete.casefold()
    found = []
    for question in catalogue():
        found += [(question.id, question.title["id"]), (question.slug, question.title["id"])]

    return [offer for offer in found if offer[0].casefold().startswith(start)]


def profile_names(incomplete: str) -> list[str]:
    """The profiles that come with the program.

    >>> profile_names("con")
    ['contoh']
    """
    return [name for name in known_profiles() if name.startswith(incomplete)]


def engine_names(incomplete: str) -> list[str]:
    """The engines.

    >>> engine_names("b")
    ['bulk']
    """
    return [name for name in ENGINES if name.startswith(incomplete)]
