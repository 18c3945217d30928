"""The part of JSON-LD that is read, and how many statements it makes: what a processor drops in silence is refused here.

Read are contexts inside of the file (terms, prefixes, ``@vocab``, ``@language``, ``@base``, types, ``@list`` and ``@set``),
nodes, named graphs, values and lists. Refused are all forms in which a key or a value can vanish: contexts that take
something back (``null``), contexts inside of nodes, other names for keywords, maps, ``@nest``, ``@included``, ``@reverse``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from kg.errors import InputError, Problem
from kg.limits import Limits
from kg.read.brackets import json_nesting
from kg.read.jsontext import Json, json_of, line_of

__all__ = ["count_json"]

_Node: TypeAlias = "dict[str, Json]"

#: Characters that no IRI may hold.
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
#: Schemes of the addresses that are taken as they stand; any other is relative to a base.
_ABSOLUTE = re.compile(r"(?:https?://|urn:|tag:)")
#: A language tag, as far as its form goes.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
#: Keys of a context that are read; any other would be dropped in silence by a processor.
_OF_CONTEXT = {"@vocab", "@language", "@base", "@version"}
_OF_TERM = {"@id", "@type", "@container", "@language", "@prefix"}
_OF_VALUE = {"@value", "@type", "@language"}
_CONTAINERS = {"@list", "@set"}
_COERCED = {"@id"}


@dataclass(frozen=True)
class _Term:
    """How the values of a key are read."""

    coerced: bool = False
    listed: bool = False


@dataclass
class _Context:
    """The names that a document gives to IRIs."""

    terms: dict[str, _Term] = field(default_factory=dict)
    vocab: bool = False
    base: bool = False


def count_json(text: str, name: str, limits: Limits) -> int:
    """How many statements the document makes.

    :raises InputError: READ-PARTS, READ-NESTING, READ-SYNTAX, READ-DUPKEY (the last would win), READ-CONTEXT
        (it would be fetched), READ-SUBSET (a form that is not read), READ-LOST (a part that states nothing), READ-KEY (a key
        without a term), READ-IRI, READ-NUMBER.
    """
    json_nesting(text, name, limits)
    return _Reader(name, text).document(json_of(text, name))


class _Reader:
    """Walks a document and counts; each method gives the number of statements that its part makes."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._context = _Context()

    def _problem(self, code: str, **values: object) -> InputError:
        texts = {}
        for key, value in values.items():
            texts[key] = str(value)[:200]
        places = filter(None, (line_of(self._text, value) for value in values.values()))
        where = ":".join((self._name, *islice(places, 1)))
        return InputError(Problem(code, where, texts))

    def document(self, value: Json) -> int:
        """A document: one object, or a list of objects each with a context of its own."""
        total = 0
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                raise self._problem("READ-LOST", what=json.dumps(one))
            own = dict(one)
            self._context = _Context()
            self._contexts(own.pop("@context", {}))
            if own.keys() == {"@graph"}:
                total += self._nodes(own["@graph"])
            elif own:
                total += self._stating(own)
        return total

    def _contexts(self, value: Json) -> None:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                raise self._problem("READ-CONTEXT", context=one)
            if not isinstance(one, dict):
                raise self._problem("READ-SUBSET", what=f"@context {json.dumps(one)}")
            if "@import" in one:
                raise self._problem("READ-CONTEXT", context=one["@import"])
            # In the order in which a processor reads them: a vocabulary may start from the base.
            for key in sorted(one, key=lambda key: (key[:1] != "@", key)):
                self._define(key, one[key])

    def _define(self, key: str, value: Json) -> None:
        """One entry of a context."""
        if key.startswith("@"):
            self._set(key, value)
            return
        if isinstance(value, dict):
            entry = value
        else:
            entry = {"@id": value}
        if "@context" in entry:
            self._contexts(entry["@context"])
        strange = entry.keys() - _OF_TERM
        container = entry.get("@container")
        if strange or not (container is None or container in _CONTAINERS):
            raise self._problem("READ-SUBSET", what=f"@context: {key}")
        for part, text in entry.items():
            if part != "@prefix":
                self._defining(key, part, text)
        coerced = entry.get("@type") in _COERCED
        self._context.terms[key] = _Term(coerced, listed=container == "@list")

    def _set(self, key: str, value: Json) -> None:
        """A keyword of a context: the base, the vocabulary or the language of what follows."""
        if key not in _OF_CONTEXT or (key != "@version" and not isinstance(value, str)):
            raise self._problem("READ-SUBSET", what=f"@context: {key}")
        if key == "@language":
            self._language(value)
        relative = not _ABSOLUTE.match(str(value)) and not self._context.base
        if relative and key in {"@base", "@vocab"}:
            raise self._problem("READ-IRI", iri=value)
        self._context.vocab |= key == "@vocab"
        self._context.base |= key == "@base"

    def _defining(self, key: str, part: str, text: Json) -> None:
        """One part of the definition of a term: a text, and no other name for a keyword."""
        if not isinstance(text, str):
            raise self._problem("READ-SUBSET", what=f"@context: {key}")
        if part == "@language":
            self._language(text)
        if text.startswith("@") and (part == "@id" or (part == "@type" and text not in _COERCED)):
            raise self._problem("READ-SUBSET", what=f"@context: {key}")
        if part in {"@id", "@type"} and _NO_IRI.search(text):
            raise self._problem("READ-IRI", iri=text)

    def _language(self, value: Json) -> None:
        if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
            raise self._problem("READ-LOST", what=f"@language {json.dumps(value)}")

    def _nodes(self, value: Json) -> int:
        """The nodes of a graph, each of which must state something."""
        total = 0
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, dict):
                raise self._problem("READ-LOST", what=json.dumps(one))
            total += self._stating(one)
        return total

    def _stating(self, node: _Node) -> int:
        """A node that nobody refers to from here: without a statement of its own it would vanish."""
        found = self._node(node)
        if not found:
            raise self._problem("READ-LOST", what=json.dumps(node))
        return found

    def _node(self, node: _Node) -> int:
        total = 0
        for key, value in node.items():
            if key == "@id":
                self._iri(value)
            elif key == "@type":
                total += self._types(value)
            elif key == "@graph":
                total += self._nodes(value)
            elif key == "@context":
                self._contexts(value)  # a fetched one is told as such
                raise self._problem("READ-SUBSET", what="@context inside of a node")
            elif key.startswith(("@", "_:")):
                raise self._problem("READ-SUBSET", what=key)
            else:
                total += self._property(key, value)
        return total

    def _types(self, value: Json) -> int:
        if isinstance(value, list):
            kinds = value
        else:
            kinds = [value]
        for kind in kinds:
            self._named(kind)
        return len(kinds)

    def _property(self, key: str, value: Json) -> int:
        self._known(key)
        term = self._context.terms.get(key, _Term())
        if term.listed and isinstance(value, list):
            return self._list(value, term)
        if value == []:
            raise self._problem("READ-LOST", what=f"{key}: []")
        return self._values(value, term)

    def _values(self, value: Json, term: _Term) -> int:
        total = 0
        for one in value if isinstance(value, list) else [value]:
            total += self._value(one, term)
        return total

    def _list(self, members: Json, term: _Term) -> int:
        """A list: the statement that points to it, and two for each member; that of a member's value is one of them."""
        if not isinstance(members, list):
            members = [members]
        return 1 + len(members) + self._values(members, term)

    def _value(self, value: Json, term: _Term) -> int:
        if isinstance(value, dict):
            return self._object(value, term)
        if value is None or isinstance(value, list):
            raise self._problem("READ-LOST", what=json.dumps(value))
        if isinstance(value, float) and not math.isfinite(value):
            raise self._problem("READ-NUMBER", found=value, datatype="double")
        if isinstance(value, str) and term.coerced:
            self._iri(value)
        return 1

    def _object(self, value: _Node, term: _Term) -> int:
        """A value with its type or language, a list, a set, or a node with what it states itself."""
        if "@value" in value:
            self._literal(value)
            return 1
        if value.keys() == {"@list"}:
            return self._list(value["@list"], term)
        if value.keys() == {"@set"} and value["@set"] != []:
            return self._values(value["@set"], term)
        return 1 + self._node(value)

    def _literal(self, value: _Node) -> None:
        content = value["@value"]
        kind = value.get("@type")
        language = value.get("@language")
        if value.keys() - _OF_VALUE or isinstance(content, (dict, list)):
            raise self._problem("READ-SUBSET", what=json.dumps(value))
        self._value(content, _Term())
        if "@type" in value:
            self._named(kind)
        if "@language" in value:
            self._language(language)
            if not isinstance(content, str) or "@type" in value:
                raise self._problem("READ-LOST", what=json.dumps(value))

    def _iri(self, value: Json) -> None:
        """A node by its name: whole, or with a prefix; from a place that the context names, also a relative one."""
        if not isinstance(value, str) or _NO_IRI.search(value):
            raise self._problem("READ-IRI", iri=json.dumps(value))
        prefix, colon, _ = value.partition(":")
        known = prefix in self._context.terms or prefix == "_" or self._context.base
        if not (colon and known) and not self._context.base and not _ABSOLUTE.match(value):
            raise self._problem("READ-IRI", iri=value)

    def _named(self, value: Json) -> None:
        """A class or datatype: by a term, a prefix, or whole."""
        if not isinstance(value, str) or _NO_IRI.search(value):
            raise self._problem("READ-IRI", iri=json.dumps(value))
        self._known(value)

    def _known(self, key: str) -> None:
        """Refuse a name that the context does not make an IRI."""
        if _NO_IRI.search(key) or key.startswith("@"):
            raise self._problem("READ-KEY", keys=key)
        prefix, colon, _ = key.partition(":")
        terms: Mapping[str, _Term] = self._context.terms
        whole = _ABSOLUTE.match(key) is not None
        if (
            key not in terms
            and not whole
            and not (colon and prefix in terms)
            and (colon or not self._context.vocab)
        ):
            raise self._problem("READ-KEY", keys=key)
