"""What the shell offers for a value: rules, questions, profiles.

What is offered is loaded when the shell asks for it: every command brings this module.
"""

from __future__ import annotations

__all__ = ["engine_names", "profile_names", "question_names", "rule_ids"]

#: A value and what stands beside it.
Offers = list[tuple[str, str]]


def rule_ids(incomplete: str) -> Offers:
    """The rules that begin so, with their titles.

    >>> rule_ids("ind-01")[0][0]
    'IND-01'
    """
    from kg.rules.registry import rules

    start = incomplete.upper()
    found = []
    for rule in rules():
        if rule.id.startswith(start):
            found.append((rule.id, rule.title["id"]))
    return found


def question_names(incomplete: str) -> Offers:
    """The questions whose id or name begins so.

    >>> question_names("q05")[0][0]
    'Q05'
    """
    from kg.questions.question import catalogue

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
    from kg.rules.profile import known_profiles

    return [name for name in known_profiles() if name.startswith(incomplete)]


def engine_names(incomplete: str) -> list[str]:
    """The engines.

    >>> engine_names("b")
    ['bulk']
    """
    from kg.rules.engines import ENGINES

    return [name for name in ENGINES if name.startswith(incomplete)]
