"""``surat.docx``: the letter to the camat that the report goes with, to be finished in a word processor.

What belongs to the office that sends it (letterhead, number, who signs) is left open in brackets;
nobody is named but by function.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import Lang
from kg.read.gate import sha256
from kg.report.dossier.counts import by_severity
from kg.report.dossier.dossier import SAMPLE, Dossier
from kg.report.dossier.local_time import local_moment, told_moment
from kg.report.dossier.naming import unit_title
from kg.report.dossier.sentences import qualified_sentence, reason_sentence
from kg.report.forms.as_json import check_json
from kg.report.letter.wordprocessing import document, paragraph, table
from kg.report.pdf.data import report_number
from kg.report.pdf.first import first_rules, first_work
from kg.report.pdf.words import day
from kg.report.words import table as words
from kg.report.words import word
from kg.rules.rule import SEVERITIES
from kg.worker.facts import UnitFacts

__all__ = ["letter"]

#: How far to the right day and signature stand, in points.
_RIGHT = 260


def _say(key: str, lang: Lang, **values: object) -> str:
    return word(f"letter/{key}", lang, **values)


def _addressee(facts: UnitFacts, lang: Lang) -> str:
    """Who leads it, by the title of the office that its document is of."""
    kind = f"head-{(facts.called or 'kecamatan').casefold()}"
    if kind not in words("letter"):
        kind = "head-kecamatan"
    return _say(kind, lang, name=facts.name)


def _head(dossier: Dossier, number: str) -> Iterator[str]:
    lang = dossier.lang
    if dossier.is_sample:
        yield paragraph(SAMPLE, bold=True)
    yield paragraph(_say("office", lang), bold=True, after=18)
    when = day(local_moment(dossier), lang)
    yield paragraph(_say("place-day", lang, day=when), indent=_RIGHT)
    rows = [
        (_say("letter-number", lang), ": ……………"),
        (_say("nature", lang), f": {_say('usual', lang)}"),
        (_say("enclosed", lang), f": {_say('enclosure', lang, number=number)}"),
        (_say("subject", lang), f": {_say('subject-says', lang)}"),
    ]
    yield table(rows, (70, 380))
    for head in dict.fromkeys(_addressee(facts, lang) for facts in dossier.facts):
        yield paragraph(_say("to", lang, head=head), after=0)
    yield paragraph(_say("at", lang), after=14)


def _counts(dossier: Dossier) -> str:
    """What was checked, with the findings by severity."""
    lang = dossier.lang
    rows = []
    for facts, unit in zip(dossier.facts, dossier.report.units, strict=True):
        rows.append([unit_title(facts, lang), *map(str, by_severity(unit.findings))])
    heads = [word(key, lang).capitalize() for key in (*SEVERITIES, "waived")]
    return table(rows, (186, 66, 66, 66, 66), [_say("document", lang), *heads])


def _first(dossier: Dossier) -> Iterator[str]:
    """What to mend first, and who; nothing where there is nothing to mend."""
    lang = dossier.lang
    rules = []
    for rule in first_rules(dossier):
        rules.append((rule["id"], f"{rule['title']}\n{rule['remedy']}", str(rule["count"])))
    if not rules:
        return
    count = _say("count", lang)
    yield paragraph(_say("says-first", lang), bold=True)
    yield table(rules, (60, 330, 60), (word("rule", lang).capitalize(), _say("what", lang), count))
    posts = []
    for work in first_work(dossier):
        posts.append((work["post"], "\n".join(work["work"]), str(work["count"])))
    yield paragraph(_say("says-work", lang), bold=True)
    yield table(posts, (130, 260, 60), (_say("post", lang), _say("remedies", lang), count))


def _body(dossier: Dossier, number: str, digest: str) -> Iterator[str]:
    lang = dossier.lang
    yield from _head(dossier, number)
    yield paragraph(_say("opening", lang, time=told_moment(dossier)))
    yield paragraph(_say("says-units", lang), bold=True)
    yield _counts(dossier)
    yield paragraph(qualified_sentence(dossier, lang), bold=True)
    yield paragraph(reason_sentence(dossier, lang))
    yield from _first(dossier)
    yield paragraph(_say("closing", lang))
    yield paragraph(_say("thanks", lang), after=24)
    yield paragraph(_say("signer", lang), indent=_RIGHT, after=48)
    yield paragraph(_say("signature", lang), indent=_RIGHT, after=18)
    yield paragraph(_say("digest", lang, number=number, digest=digest), small=True)


def letter(dossier: Dossier) -> bytes:
    """The letter."""
    digest = sha256(check_json(dossier).encode())
    body = _body(dossier, report_number(digest), digest)
    return document(_say("title", dossier.lang), dossier.moment, body)
