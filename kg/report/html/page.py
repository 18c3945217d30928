"""Writes ``laporan.html``: one file without anything from outside, and with a policy that lets nothing in."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache, partial
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import Lang
from kg.report.dossier import counts
from kg.report.dossier.dossier import Dossier
from kg.report.dossier.sentences import qualified_sentence
from kg.report.dossier.settings import change_name, used_as
from kg.report.forms.as_text import where
from kg.report.html import cards, summary
from kg.report.html.nodes import nodes
from kg.report.html.pictures import pictures
from kg.report.html.text import mark, slug, visible
from kg.report.html.words import LANGS, both, plain, words
from kg.report.words import period_text
from kg.rules.complete import COMPLETE
from kg.rules.finding import number_of
from kg.rules.measurable import MEASURABLE
from kg.rules.rule import SEVERITIES

__all__ = ["html_report"]

_SOON = 30
_FOLDER = "templates"


def _shown(value: Any) -> Any:
    """Every text that a template prints: markup of the page as it is, anything else with its hidden characters written out."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


def _period(period: str) -> Markup:
    """A period in both languages."""
    return both({lang: period_text(period, lang) for lang in LANGS})


@lru_cache(maxsize=1)
def _templates() -> Environment:
    env = Environment(
        loader=PackageLoader("kg.report.html", _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.globals |= {"w": words, "both": both, "plain": plain, "mark": mark, "slug": slug}
    env.globals |= {"period": _period, "every_state": counts.STATES}
    env.globals |= {"where": where, "state": counts.state, "number": number_of}
    return env


def _inline(name: str) -> Markup:
    """A style or script of the package; our own text, which holds no closing tag."""
    text = (
        resources.files("kg.report.html")
        .joinpath(_FOLDER)
        .joinpath(name)
        .read_text(encoding="utf-8")
    )
    return Markup(text)  # ruff: ignore[unsafe-markup-use] - a file of the package, nothing from outside


def _policy(style: str, script: str) -> str:
    """The content security policy: only this style and this script, by their digests, and nothing else at all."""

    def digest(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _facts(dossier: Dossier) -> dict[str, Any]:
    """Everything that the templates say, as plain values."""
    made = cards.cards(dossier)
    by_id = {c.found.id: c for c in made}
    units = summary.unit_rows(dossier, made)
    found = nodes(made, dossier.facts)
    anchors = {n.anchor for n in found}
    chosen, says, figures = summary.conclude(dossier)
    sentences: dict[Lang, str] = {lang: qualified_sentence(dossier, lang) for lang in LANGS}
    judged = [(number, v) for number, u in enumerate(dossier.report.units) for v in u.verdicts]
    conditions = [
        (number, c) for number, u in enumerate(dossier.report.units) for c in u.conditions
    ]
    return {
        "d": dossier,
        "report": dossier.report,
        "rows": dossier.report.statuses(),
        "cards": made,
        "by_id": by_id,
        "groups": cards.groups(dossier, made),
        "nodes": found,
        "known_nodes": anchors,
        "pictures": pictures(dossier.facts, dossier.findings, anchors),
        "sources": cards.sources(made),
        "units": units,
        "chosen": chosen,
        "sentence": both(sentences),
        "verdict": both({lang: text.partition(":")[0] for lang, text in sentences.items()}),
        "profile": [
            (c, both({lang: change_name(c, lang) for lang in LANGS}))
            for c in dossier.report.changes
        ],
        "digests": [
            (used_as(name, dossier.options), name, digest)
            for name, digest in sorted(dossier.digests.items())
        ],
        "says": says,
        "figures": figures,
        "states": summary.states(dossier),
        "counts": dict(zip(SEVERITIES, counts.by_severity(dossier.findings), strict=False)),
        "levels": summary.by_level(made),
        "posts": summary.by_post(made, units),
        "by_rule": summary.bars(made, lambda c: [(c.found.rule, c.found.rule)]),
        "worst": summary.worst(found),
        "families": list(dict.fromkeys(rule.family for rule in dossier.report.rules)),
        "judged": judged,
        "conditions": conditions,
        "heuristic": sum(rule.kind == "heuristik" for rule in dossier.report.rules),
        "measurable": (
            counts.share(v.measurable for _, v in judged),
            summary.whys(v.why for _, v in judged),
            MEASURABLE,
        ),
        "complete": (
            counts.share(c.complete for _, c in conditions),
            summary.whys(c.why for _, c in conditions),
            COMPLETE,
        ),
        "by_rule_id": {rule.id: rule for rule in dossier.report.rules},
        "soon": lambda day: (day - dossier.moment.date()).days <= _SOON,
    }


def html_report(dossier: Dossier) -> bytes:
    """The page; the same dossier gives the same bytes."""
    env, style, script = _templates(), _inline("style.css"), _inline("script.js")
    page = env.get_template("page.html").render(
        _facts(dossier),
        style=style,
        script=script,
        policy=_policy(style, script),
        say=partial(plain, lang=dossier.lang),
    )
    return page.encode()
