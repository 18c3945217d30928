"""Writes ``laporan.html``.

One file in one language without anything from outside, and with a policy that lets nothing in.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import groupby, repeat
from typing import Any

from jinja2 import Environment

from kg.report.dossier import counts
from kg.report.dossier.dossier import Dossier, conclusion
from kg.report.dossier.local_time import told_moment
from kg.report.dossier.naming import unit_title
from kg.report.dossier.place import own_place, quoted, stands
from kg.report.dossier.repairs import Repair, repairs
from kg.report.dossier.sentences import qualified_sentence, reason_sentence
from kg.report.dossier.settings import change_name, used_as
from kg.report.dossier.told import told_rows
from kg.report.html import cards, summary
from kg.report.html.text import inner, mark, slug
from kg.report.html.tree_section import trees
from kg.report.html.words import plain
from kg.report.templating import inline, policy, templates
from kg.report.words import period_text
from kg.rules.complete import Completeness, complete_rules
from kg.rules.finding import number_of
from kg.rules.measurable import Verdict, measurable_rules
from kg.rules.rule import SEVERITIES
from kg.terms import UnitKey

__all__ = ["html_report"]

#: A waiver that ends within so many days is marked.
_SOON = 30
_PACKAGE = "kg.report.html"
#: How many findings of a rule are shown at once; the next ones are folded.
_PAGE = 50


@lru_cache(maxsize=1)
def _templates() -> Environment:
    env = templates(_PACKAGE)
    env.globals |= {
        "inner": inner,
        "mark": mark,
        "slug": slug,
        "where": stands,
        "state": counts.state,
        "number": number_of,
        "own_place": own_place,
        "every_state": counts.STATES,
        "post_key": cards.post_key,
    }
    return env


def _composite(dossier: Dossier) -> dict[str, Any]:
    """The verdicts that several rules make together, each with the number of its unit."""
    judged: list[tuple[int, Verdict]] = []
    conditions: list[tuple[int, Completeness]] = []
    for number, unit in enumerate(dossier.report.units):
        judged += zip(repeat(number), unit.verdicts)
        conditions += zip(repeat(number), unit.conditions)
    measurable = counts.share(verdict.measurable for _, verdict in judged)
    complete = counts.share(condition.complete for _, condition in conditions)
    vague = summary.whys(verdict.why for _, verdict in judged)
    lacking = summary.whys(condition.why for _, condition in conditions)
    return {
        "judged": judged,
        "conditions": conditions,
        "measurable": (measurable, vague, measurable_rules()),
        "complete": (complete, lacking, complete_rules()),
    }


def _concluded(dossier: Dossier) -> dict[str, Any]:
    """The conclusion and the figures it rests on."""
    sentence = qualified_sentence(dossier, dossier.lang)
    severities = counts.by_severity(dossier.findings)
    return {
        "chosen": conclusion(dossier),
        "sentence": sentence,
        "verdict": sentence.partition(":")[0],
        "reason": reason_sentence(dossier, dossier.lang),
        "waived": severities[-1],
        "states": summary.states(dossier),
        "counts": dict(zip(SEVERITIES, severities, strict=False)),
        "titles": [unit_title(facts, dossier.lang) for facts in dossier.facts],
        "when": told_moment(dossier),
    }


def _settings(dossier: Dossier) -> dict[str, Any]:
    """What the check was set to, and what it read beside the inputs."""
    profile = []
    for change in dossier.report.changes:
        profile.append((change, change_name(change, dossier.lang)))
    digests = []
    for name, digest in sorted(dossier.digests.items()):
        digests.append((used_as(name, dossier.options), name, digest))
    return {"profile": profile, "digests": digests}


def _work(dossier: Dossier) -> list[tuple[int, str, str, list[Repair]]]:
    """The repairs of every post: number and name of its unit, the post, and what it has to do."""
    numbers = {}
    for number, unit in enumerate(dossier.report.units):
        numbers[unit.key] = number
    found: list[tuple[int, str, str, list[Repair]]] = []
    # The repairs of one post stand together: they come ordered by unit and post.
    for (key, name, post), own in groupby(repairs(dossier), key=_worker):
        found.append((numbers[key], name, post, list(own)))
    return found


def _worker(repair: Repair) -> tuple[UnitKey, str, str]:
    return repair.unit, repair.name, repair.post


def _facts(dossier: Dossier) -> dict[str, Any]:
    """Everything that the templates say, as plain values."""
    made = cards.cards(dossier)
    units = summary.unit_rows(dossier, made)
    grown = trees(made, dossier.facts)
    anchors: set[str] = set()
    for tree in grown:
        anchors.update(part.anchor for part in tree.parts)
    rules = dossier.report.rules
    families = dict.fromkeys(rule.family for rule in rules)
    today = dossier.moment.date()
    return {
        **_concluded(dossier),
        **_composite(dossier),
        **_settings(dossier),
        "d": dossier,
        "report": dossier.report,
        "page": _PAGE,
        "matrix": summary.matrix(dossier),
        "cards": made,
        "by_id": {card.found.id: card for card in made},
        "groups": cards.groups(dossier, made),
        "trees": grown,
        "known_nodes": anchors,
        "sources": cards.sources(made),
        "units": units,
        "levels": summary.by_level(made),
        "posts": summary.by_post(made, units),
        "by_rule": summary.by_rule(made),
        "worst": summary.worst(grown),
        "work": _work(dossier),
        "said": list(told_rows(dossier)),
        "families": list(families),
        "heuristic": sum(rule.kind == "heuristik" for rule in rules),
        "by_rule_id": {rule.id: rule for rule in rules},
        "soon": lambda day: (day - today).days <= _SOON,
    }


def html_report(dossier: Dossier) -> bytes:
    """The page in the language of the check; the same dossier gives the same bytes."""
    lang = dossier.lang
    style = inline(_PACKAGE, "style.css")
    script = inline(_PACKAGE, "script.js")
    template = _templates().get_template("page.html")
    page = template.render(
        _facts(dossier),
        style=style,
        script=script,
        policy=policy(style, script),
        lang=lang,
        w=partial(plain, lang=lang),
        period=partial(period_text, lang=lang),
        quote=partial(quoted, lang=lang),
    )
    return page.encode()
