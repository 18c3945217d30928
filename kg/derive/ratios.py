"""Formulas against their indicator, numerators against their denominator (PermenPANRB 88/2021, KKE-5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.derive.context import Context
from kg.derive.text import words
from kg.terms import KIN

__all__ = ["content", "formulas", "ratios"]

#: Words that carry no object.
_EMPTY = frozenset(
    """
    jumlah persentase presentase prosentase indeks nilai tingkat rata frekuensi yang di dan dalam dari untuk pada oleh atau
    serta dengan sesuai adalah ada adanya hasil kali kegiatan data per x se ke sebagai nya lain lainnya total kecamatan lingkup
    """.split()  # ruff: ignore[split-static-string] - one word list reads better than many quoted strings
)
#: Words that only say that the denominator is the whole.
_WHOLE = frozenset(
    """
    seluruh semua keseluruhan seharusnya rencana direncanakan realisasi target ada wilayah undangan
    """.split()  # ruff: ignore[split-static-string] - as above
)
_SIGN = re.compile(r"[^a-z]")
#: Least share of the indicator's words that the formula must take up.
_LEAST = 0.3
_QUALITY = "mutu"


def content(text: str) -> set[str]:
    """The words that name what is counted.

    >>> sorted(content("Jumlah desa yang aktif"))
    ['aktif', 'desa']
    """
    found = (_SIGN.sub("", w) for w in words(text))
    return {w for w in found if len(w) > 1 and w not in _EMPTY}


def _own(context: Context) -> set[str]:
    names = (context.view.label(n) for n in context.view.instances(KIN["Kecamatan"]))
    return {w for name in names for w in words(name)}


def _squeezed(text: str) -> str:
    return "".join(words(text))


def _kernel(word: str) -> str:
    """A word without the words for the whole that extraction may have glued to its front."""
    return next((word.removeprefix(w) for w in sorted(_WHOLE, key=len, reverse=True) if word.startswith(w)), word)


def ratios(context: Context) -> Iterator[Triple]:
    """Ratios whose numerator is no part of the denominator: upside down, or of another population."""
    view, own = context.view, _own(context)
    for node in view.instances(KIN["Indikator"]):
        upper, lower = view.text(node, KIN["pembilang"]), view.text(node, KIN["penyebut"])
        whole = {k for word in content(lower) - own if (k := _kernel(word))}
        if not view.label(node).strip() or lower.strip().isdigit():
            continue
        foreign = sorted(word for word in whole if word not in _squeezed(upper))
        if foreign:
            yield Triple(node, KIN["rasioTidakSahih"], Literal(f"{upper} / {lower} ({', '.join(foreign)})"))


def _kind_of(context: Context, word: str) -> str:
    found = context.vocabulary.first("objek-hitung", word)
    return found[0].name if found else word


def _missing(context: Context, label: str, formula: str) -> tuple[set[str], float]:
    """The words of the indicator that the formula lacks, and the share it has; pns and pegawai are one thing."""
    own = _own(context)
    wanted, given = content(label) - own, content(formula) - own
    kinds = {_kind_of(context, word) for word in given}
    missing = {word for word in wanted if word not in given and _kind_of(context, word) not in kinds}
    return missing, 1 - len(missing) / len(wanted) if wanted else 1.0


def _counted(context: Context, text: str) -> str:
    found = context.vocabulary.first("objek-hitung", text)
    return "" if found is None or found[0].name == _QUALITY else found[0].name


def _computes(context: Context, formula: str) -> bool:
    return formula.lstrip("= ").startswith("∑") or context.vocabulary.beginning("kata-ukuran", formula) is not None


def formulas(context: Context) -> Iterator[Triple]:
    """Formulas that count another thing than their indicator, or that take up too few of its words."""
    view = context.view
    for node in view.instances(KIN["Indikator"]):
        label, formula = view.label(node), view.text(node, KIN["formulasi"])
        if not label.strip() or not (view.text(node, KIN["penyebut"]) or _computes(context, formula)):
            continue
        mine, theirs = _counted(context, label), _counted(context, formula)
        missing, shared = _missing(context, label, formula)
        if mine and theirs and mine != theirs:
            yield Triple(node, KIN["formulasiBerbeda"], Literal(f"{mine} ≠ {theirs} ({shared:.2f})"))
        elif shared < _LEAST:
            yield Triple(node, KIN["formulasiBerbeda"], Literal(f"{', '.join(sorted(missing))} ({shared:.2f})"))
