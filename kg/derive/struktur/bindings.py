"""Nodes of the early stages that already name a unit, a post, a program or money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.derive.context import Context
from kg.derive.official.nomenclature import nomenclature
from kg.derive.text import normal
from kg.terms import KIN

__all__ = ["early_bindings"]

#: The last stage that must not look at structure, programs and budget yet.
_LAST = 3
#: A code of the nomenclature.
_CODE = re.compile(r"\b\d\.\d{2}\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,4})?)?\b")
#: An amount with its Rp.
_MONEY = re.compile(r"\brp\.? ?\d[\d.,]*", re.IGNORECASE)
#: A program by its name: the word alone is as often used for any effort.
_PROGRAM = re.compile(r"\bprogram \w+ \w+")
#: A program by its name, in a sentence of small letters.
_NAMED = re.compile(r"(?<=[a-z] )Program [A-Z]\w+")


def _bound(context: Context, text: str) -> str:
    """What in a text belongs to stage five: a code, an amount, a word of structure, or the name of a program."""
    printed = _CODE.search(text) or _MONEY.search(text) or _NAMED.search(text)
    if printed:
        return printed[0]
    listed = context.vocabulary.contains("kata-kaitan-dini", text)
    programs = (m[0] for m in _PROGRAM.finditer(normal(text)) if nomenclature().says(m[0]))
    return listed or next(programs, "")


def early_bindings(context: Context) -> Iterator[Triple]:
    """Results of the stages one to three with what binds them; wording and remark are read."""
    view = context.view
    for node in view.instances(KIN["SimpulKinerja"]):
        stage = view.text(node, KIN["tahap"])
        if not stage.isdigit() or int(stage) > _LAST:
            continue
        texts = (view.label(node), view.text(node, KIN["keterangan"]))
        found = next((bound for text in texts if (bound := _bound(context, text))), "")
        if found:
            yield Triple(node, KIN["kaitanDini"], Literal(found))
