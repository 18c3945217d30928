"""The region that a document states, held against the list.

What is wrong with code, name and kabupaten is one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.context import Context
from kg.derive.regions import bare_kabupaten
from kg.derive.text import squeezed
from kg.terms import KIN

__all__ = ["region"]


def region(context: Context) -> Iterator[Triple]:
    """Region codes that the list does not know, knows under another name, or has in another kabupaten."""
    for kecamatan in context.view.instances(KIN["Kecamatan"]):
        code = context.view.text(kecamatan, KIN["kodeWilayah"])
        told = ""
        if code:
            told = _wrong(context, kecamatan, code)
        if told:
            yield Triple(kecamatan, KIN["wilayahTidakSah"], Literal(told))


def _wrong(context: Context, kecamatan: NamedNode, code: str) -> str:
    """What is wrong with code, name and kabupaten together; empty when they fit."""
    name = context.declared_name
    kabupaten = context.view.text(kecamatan, KIN["namaKabupaten"])
    listed = context.regions.name(code)
    if not listed:
        told = f"{code} tidak ada dalam daftar wilayah"
    elif not context.regions.has_name(code, name):
        told = f"{code} adalah kode {listed}"
    elif _is_elsewhere(context, kabupaten, code):
        told = f"{code} ada di {context.regions.parent_title(code)}, bukan {kabupaten.strip()}"
    else:
        return ""
    right = _right(context, name, kabupaten, code)
    if not right or right == code:
        return told
    return f"{told}; kode {context.view.label(kecamatan)} adalah {right}"


def _is_elsewhere(context: Context, kabupaten: str, code: str) -> bool:
    """Whether the stated kabupaten is another one.

    A former or fuller name of the own one is not.
    """
    stated = squeezed(bare_kabupaten(kabupaten))
    own = squeezed(context.regions.parent_name(code))
    if not stated or not own or stated == own:
        return False
    return context.regions.is_kabupaten(kabupaten) or not (stated in own or own in stated)


def _right(context: Context, name: str, kabupaten: str, code: str) -> str:
    """The code of the kecamatan of that name.

    In the stated kabupaten, beside the stated code, or the only one; else empty.
    """
    called = context.regions.called(name)
    stated = squeezed(bare_kabupaten(kabupaten))
    around = []
    for one in called:
        if squeezed(context.regions.parent_name(one)) == stated:
            around.append(one)
    beside = context.regions.code_named(name, code)
    for found in (around, [beside] if beside else [], called):
        if len(found) == 1:
            title = context.regions.parent_title(found[0])
            far = found[0][:5] != code[:5]
            if far:
                return f"{found[0]} ({title})"
            return found[0]
    return ""
