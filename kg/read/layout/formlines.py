"""Lines of label and value in the forms of a budget, and what tells that a page has such forms."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.read.layout.content import code_and_name
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.words import plain, words

__all__ = ["form_label", "is_amount", "is_form", "same_text", "with_text"]

_NEXT, _PAST = re.compile(r"\+\s*1\s*$|\bn\s*\+\s*1\b"), re.compile(r"[-–]\s*1\s*$")
_LEVELS = frozenset(("program", "kegiatan", "sub_kegiatan"))


def same_text(one: Spot, other: Spot) -> bool:
    """Whether two cells say the same, but for case and signs."""
    return plain(one.text) == plain(other.text)


def with_text(spot: Spot, text: str) -> Spot:
    """A cell with a part of its text."""
    return replace(spot, text=text, cell=replace(spot.cell, text=text, number=None))


def is_amount(flat: str) -> bool:
    """Whether the head of a column of accounts, as it is compared, speaks of amounts."""
    return bool({"rp", "jumlah", "sebelum", "sesudah", "setelah", "anggaran"} & set(flat.split()))


def form_label(strip: Strip) -> tuple[str, Spot | None]:
    """What the label of a line means, and the cell of its value; no label for any other row."""
    own = strip.own
    if not own:
        return "", None
    name, colon, rest = own[0].text.partition(":")
    values = [spot for spot in own[1:] if spot.text.strip(" :")]
    parted = colon or (len(own) > 1 and own[1].text.lstrip().startswith(":"))
    label = _meaning(name) if parted else ""
    if not label or len(values) > 1:
        return "", None
    if rest.strip():
        return label, with_text(own[0], rest.strip())
    return label, with_text(values[0], values[0].text.lstrip(": ")) if values else None


def _meaning(name: str) -> str:
    flat = plain(_PAST.sub("", _NEXT.sub("", name.casefold())))
    for label in ("program", "sasaran", "kegiatan", "sub_kegiatan", "keluaran", "lokasi"):
        if flat in words().blok[label]:
            return label
    if flat in words().blok["sumber_dana"]:
        return "sumber_dana"
    if flat in words().blok["alokasi"]:
        if _PAST.search(name):
            return "lain"
        return "alokasi_depan" if _NEXT.search(name.casefold()) else "alokasi"
    return "lain" if flat in words().blok["lain"] else ""


def is_form(page: Page) -> bool:
    """Whether a page has blocks: a coded sub-activity in a line of its own, and tables of a budget."""
    found: set[str] = set()
    for strip in page.strips:
        label, value = form_label(strip)
        if value is not None and code_and_name(value.text)[0]:
            found.add(label)
        flats = {plain(spot.text) for spot in strip.own}
        found |= flats & {*words().blok["masukan"], *words().blok["rekening"]}
    tables = found - _LEVELS
    return found >= _LEVELS and bool(tables)
