"""What a SPARQL constraint may not say.

It would reach out of the data, or the two engines would read it differently.
"""

from __future__ import annotations

import re

from kg.rules.rule_file import query_prefixes

__all__ = ["query_faults"]

#: SPARQL resolves these anywhere, so that a forbidden word may hide in them.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'')
_COMMENT = re.compile(r"#[^\n]*")
#: Words that reach out of the data, and words that SHACL forbids in a constraint or that are bound
#: by other means only.
_WORDS = re.compile(
    r"\b(SERVICE|FROM|LOAD|MINUS|VALUES|PREFIX|BASE|GRAPH)\b|\$(shapesGraph|currentShape|PATH)\b|\{\s*(SELECT)\b",
    re.IGNORECASE,
)
#: Patterns over names that the text does not show: what a rule needs of the data could not be told.
_IRI = re.compile(r"<[A-Za-z][\w+.-]*:[^<>\s]*>")
#: A variable in the place of a class.
_CLASS = re.compile(r"\b(?:a|rdf:type)\s+(\?\w+)")
#: A variable in the place of a property, in a statement of its own or behind a semicolon.
_UNNAMED = (
    re.compile(r"(?:[$?]\w+|[a-z]+:\w+)\s+\?\w+\s+(?:[$?]\w+|[a-z]*:\w+|_)"),
    re.compile(r";\s*\?\w+\s"),
)
#: A name with a prefix that may not be declared.
_PREFIX = re.compile(r"(?<![\w?$:<])([A-Za-z][\w-]*):(?=\w)")
_THIS = re.compile(r"\$this\b")
_BOUND = re.compile(r"\$this\s+[\^(!]*(?:a\b|[a-z]+:\w)|[\w)+*?]\s+\$this\s*[.;}]")
_JOINED = re.compile(r"(EXISTS|OPTIONAL)\s*$", re.IGNORECASE)


def _plain(select: str) -> str:
    """The query with its escapes resolved, names in full kept short, without comments and the text of its literals."""
    text = _TEXT.sub('""', _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), select))
    return _COMMENT.sub("", _IRI.sub("<…>", text))


def _open_class(body: str) -> list[str]:
    """Classes left open: a variable in the place of a class that is held against no class by name."""
    found = []
    for match in _CLASS.finditer(body):
        # Held against terms of ours in a filter, a variable stands for these only.
        is_held = re.search(rf"{re.escape(match[1])}\s*(=|IN\s*\()\s*kin:", body)
        if is_held is None:
            found.append(match[0])
    return found


def _groups(text: str) -> list[str]:
    """The inner groups that stand for themselves.

    Neither the outermost, nor those of EXISTS and OPTIONAL.
    """
    found: list[str] = []
    starts: list[int] = []
    for place, sign in enumerate(text):
        if sign == "{":
            starts.append(place)
        elif sign == "}" and starts:
            start = starts.pop()
            if starts and not _JOINED.search(text[:start]):
                found.append(text[start : place + 1])
    return found


def query_faults(select: str) -> list[str]:
    """The words of a query that a rule may not use, as found; empty for a sound query.

    >>> query_faults("SELECT $this WHERE { $this ?p ?o . }")
    ['$this ?p ?o']
    """
    text = _plain(select)
    body = text.partition("{")[1] + text.partition("{")[2]
    found = []
    for m in _WORDS.finditer(text):
        found.append(next(filter(None, m.groups())).upper())
    for pattern in _UNNAMED:
        for match in pattern.finditer(body):
            found.append(match[0].strip())
    found += _open_class(body)
    found += ["<…>"] * ("<…>" in text)
    for match in _PREFIX.finditer(text):
        if match[1] not in query_prefixes():
            found.append(f"{match[1]}:")
    for group in _groups(body):
        if _THIS.search(group) and not _BOUND.search(group):
            found.append("$this")
    return list(dict.fromkeys(found))
