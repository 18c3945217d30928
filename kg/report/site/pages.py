"""The pages of the site: the entrance, one per document and one per question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from pyoxigraph import NamedNode

from kg import __version__
from kg.errors import Lang
from kg.questions.question import Question, catalogue
from kg.read.ontology import ontology
from kg.report.site.addresses import FORMS, page_name, way
from kg.report.site.diagram import picture
from kg.report.site.documents import SiteDocument, part
from kg.report.site.heads import reasons
from kg.report.site.naming import name_of
from kg.report.site.sections import Reader, Section
from kg.report.site.usage import terms_of
from kg.report.templating import templates
from kg.report.words import word, words_of
from kg.terms import BASE

__all__ = ["document_page", "index_page", "question_page"]

_Groups = list[tuple[str, list[Section]]]


def _frame(path: str, lang: Lang) -> dict[str, object]:
    """What every page has, seen from where it lies."""
    page = page_name(path, lang)
    other: Lang = "en"
    if lang == "en":
        other = "id"
    to = partial(way, page)

    def to_page(document: str) -> str:
        return to(page_name(document, lang))

    return {
        "lang": lang,
        "other": other,
        "other_language": to(page_name(path, other)),
        "to": to,
        "to_page": to_page,
        "version": __version__,
        "w": words_of("site", lang),
    }


def _painted(path: str, lang: Lang) -> list[tuple[Markup, str]]:
    svg = picture(path, lang)
    if not svg:
        return []
    markup = Markup(svg)  # ruff: ignore[unsafe-markup-use] - painted by us, every text in it escaped
    return [(markup, name_of(BASE + path, lang))]


def _grouped(sections: Sequence[Section]) -> _Groups:
    """Terms as classes and properties; other documents have one kind of things."""
    groups: dict[str, list[Section]] = {"classes": [], "properties": [], "rest": []}
    for section in sections:
        term = NamedNode(section.iri)
        key = "rest"
        if term in ontology().classes:
            key = "classes"
        elif term in ontology().properties:
            key = "properties"
        groups[key].append(section)
    return [(key, found) for key, found in groups.items() if found]


def document_page(document: SiteDocument, lang: Lang) -> bytes:
    """The page of one document."""
    path = document.path
    iri = BASE + path
    sections = Reader(document, lang, page_name(path, lang)).sections()
    first = None
    if sections and not sections[0].anchor:
        first = sections[0]
    rest = [section for section in sections if section.anchor]
    code = path.partition("rule/")[2]
    heading = f"{code} {name_of(iri, lang)}".strip()
    values = {
        "document": path,
        "iri": iri,
        "heading": heading,
        "forms": FORMS,
        "first": first,
        "groups": _grouped(rest),
        "pictures": _painted(path, lang),
        "why": reasons(lang).get(code, ""),
    }
    template = templates("kg.report.site").get_template("document.html")
    return template.render({**_frame(path, lang), **values}).encode()


def question_page(question: Question, lang: Lang) -> bytes:
    """The page of one question."""
    path = f"pertanyaan/{question.id}"
    values = {"q": question, "terms": terms_of(question)}
    template = templates("kg.report.site").get_template("question.html")
    return template.render({**_frame(path, lang), **values}).encode()


def _entries(name: str, lang: Lang) -> list[tuple[str, str]]:
    """The documents of a part with what they are called."""
    found = []
    for path in part(name):
        code = path.partition("rule/")[2]
        found.append((path, f"{code} {name_of(BASE + path, lang)}".strip()))
    return found


def index_page(dumps: Sequence[tuple[str, int]], lang: Lang) -> bytes:
    """The entrance: everything that is published, and the downloads with their sizes in kB."""
    asked = []
    for question in catalogue():
        asked.append((f"pertanyaan/{question.id}", f"{question.id} {question.title[lang]}"))
    groups = [
        ("modul", "modules", _entries("modul", lang)),
        ("aturan", "rules", _entries("aturan", lang)),
        ("pertanyaan", "questions", asked),
        ("kosakata", "vocabularies", _entries("kosakata", lang)),
        ("nomenklatur", "nomenclature", _entries("nomenklatur", lang)),
        ("wilayah", "regions", _entries("wilayah", lang)),
    ]
    about = word("site/about", lang, base=BASE)
    values = {"groups": groups, "dumps": dumps, "about": about}
    template = templates("kg.report.site").get_template("index.html")
    return template.render({**_frame("index", lang), **values}).encode()
