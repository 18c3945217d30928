"""Numbers as Indonesian documents print them: ``4 Dokumen``, ``75%``, ``12.000,50``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.model.form import bounds

__all__ = ["Quantity", "quantity", "rupiah"]

# A zero never stands before a separator of thousands: 0.705 is a fraction in any country's writing.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
#: One comma parts the fraction in Indonesian.
_COMMA = re.compile(r"\d+,\d+")
#: Tried once thousands are ruled out: a point that is left parts the fraction.
_PLAIN = re.compile(r"\d+(\.\d+)?")
# Commas between thousands are without doubt where there are two of them, or a decimal point behind.
_ENGLISH = re.compile(r"[1-9]\d{0,2}((,\d{3}){2,}(\.\d+)?|,\d{3}\.\d+)")
#: A number with its sign and unit: 4 Dokumen, -2,5 %.
_QUANTITY = re.compile(r"([-−]?)\s*(\d[\d.,]*)\s*(%|[^\d\W][^\d]*)?")
# The number once more in words, as agreements print it: 4 (empat) Dokumen.
_IN_WORDS = re.compile(
    r"(?<=[\d%])\s*\(\s*(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
    r"|se(?:belas|puluh|ratus|ribu|juta|mil[iy]ar|triliun|tengah))[^\d()]*\)",
    re.IGNORECASE,
)
#: A remark behind a value: 96 kali (8x sebulan), 85 (A). A scale in brackets multiplies and is none.
_REMARK = re.compile(r"(?<=[^\s(])\s*\(([^()]*)\)\s*$")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PLAIN_VALUE = re.compile(r"[\d.,]+")
#: The step of a scale on which a value stands: 62 (B), 81,5 (Baik).
_GRADE = re.compile(
    r"aa?|bb?|cc?|d|(?:(?:sangat|cukup|kurang|tidak)\s+)?(?:baik|memuaskan|memadai)", re.IGNORECASE
)
_SCALED = re.compile(r"\b(?:ribu|juta|mil[iy]ar|tril[iy]un)", re.IGNORECASE)
#: The mark of a footnote behind a value: 100 %*), 85**, 90 ¹⁾.
_FOOTNOTE = re.compile(r"\s*(?:\*+\)?|[¹²³]⁾)\s*$")
#: Words for the sign of a percentage.
_PERCENT = frozenset(("persen", "prosen", "percent", "per cent", "pct"))
#: What stands before and behind printed money.
_SIGNS = re.compile(r"^(?:rp|idr)\b[\s.]*|^rp(?=\d)|[.,]-$", re.IGNORECASE)


#: Money told by its sign in front, and the words that multiply it.
_MONEY = re.compile(r"(?:rp|idr)[\s.]*(?=\d)", re.IGNORECASE)
_SCALES = frozenset({"ribu", "juta", "miliar", "milyar", "triliun", "trilyun"})


@dataclass(frozen=True)
class Quantity:
    """A number and the unit printed behind it (empty when none)."""

    value: Decimal
    unit: str


def _decimal(digits: str) -> Decimal | None:
    if _THOUSANDS.fullmatch(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    if _ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    return None


def _unremarked(text: str) -> str:
    """A value without the remark in brackets behind it; a word alone behind a bare number is its unit.

    The step of a scale is no unit: 85 (Baik).
    """
    remark = _REMARK.search(text)
    if remark is None or _SCALED.search(remark[1]):
        return text
    value = text[: remark.start()]
    inside = remark[1].strip()
    is_unit = inside == "%" or _WORD.fullmatch(inside) is not None
    if is_unit and not _GRADE.fullmatch(inside) and _PLAIN_VALUE.fullmatch(value.strip()):
        return f"{value} {inside}"
    return value


def quantity(text: str) -> Quantity | None:
    """The one number that ``text`` states, with its unit; ``None`` when it states none or several.

    A dot before exactly three digits separates thousands, a comma separates decimals.

    >>> quantity("4 Dokumen")
    Quantity(value=Decimal('4'), unit='Dokumen')
    >>> quantity("12.000,50 rupiah")
    Quantity(value=Decimal('12000.50'), unit='rupiah')
    >>> quantity("4 (empat) Dokumen")
    Quantity(value=Decimal('4'), unit='Dokumen')
    >>> quantity("75%").unit, quantity("75 persen").unit
    ('%', '%')
    >>> quantity("Rp1.250.000,-"), quantity("Rp 1,2 juta").unit
    (Quantity(value=Decimal('1250000'), unit='rupiah'), 'juta rupiah')
    >>> quantity("≥ 90").value, quantity("minimal 75%").value, quantity("<5 kali").unit
    (Decimal('90'), Decimal('75'), 'kali')
    >>> quantity("100 %*)") == quantity("100%"), quantity("12 m²").unit
    (True, 'm²')
    >>> quantity("62 (B)") == quantity("62"), quantity("81,5 (Sangat Baik)").value
    (True, Decimal('81.5'))
    >>> quantity("96 kali (8x sebulan)").unit, quantity("87 (nilai)").unit, quantity("87 (%)").unit
    ('kali', 'nilai', '%')
    >>> quantity("12.500 (ribu)") is None and quantity("80 (2026), 85 (2027)") is None
    True
    >>> quantity("-") is None and quantity("80-85") is None
    True
    """
    single = _bare(_unremarked(_IN_WORDS.sub("", _FOOTNOTE.sub("", text), count=1)))
    sign = _MONEY.match(single)
    if sign is not None:
        return _money(single[sign.end() :])
    match = _QUANTITY.fullmatch(single.rstrip("."))
    if match is None or len(match[2]) > 30:
        return None
    value = _decimal(match[2].rstrip(".,"))
    if value is None:
        return None
    unit = (match[3] or "").strip()
    if unit.casefold() in _PERCENT:
        unit = "%"
    if match[1]:
        value = -value
    return Quantity(value, unit)


@lru_cache(maxsize=1)
def _bounds() -> re.Pattern[str]:
    """A word or sign that bounds a number, where a number follows."""
    words = "|".join(map(re.escape, bounds()))
    return re.compile(rf"(?:{words})\s*(?=\d)", re.IGNORECASE)


def _bare(text: str) -> str:
    """A number without what bounds it: a target of at least 90 is reached at 90.

    >>> _bare("≥ 90"), _bare("Paling lama 14 hari"), _bare("minimal")
    ('90', '14 hari', 'minimal')
    """
    plain = text.strip()
    match = _bounds().match(plain)
    if match is None:
        return plain
    return plain[match.end() :]


def _money(text: str) -> Quantity | None:
    """An amount behind the sign of the currency, in rupiah or a multiple of it."""
    stated = quantity(_SIGNS.sub("", text.strip()))
    if stated is None or stated.unit.casefold() not in {"", "rupiah", *_SCALES}:
        return stated
    scale = stated.unit if stated.unit.casefold() in _SCALES else ""
    return Quantity(stated.value, f"{scale} rupiah".strip())


def rupiah(text: str) -> Decimal | None:
    """The amount in whole rupiah; ``None`` where none is stated, or one in juta or miliar.

    >>> rupiah("Rp 1.250.000,-"), rupiah("1250000 rupiah"), rupiah("125 juta") is None
    (Decimal('1250000'), Decimal('1250000'), True)
    """
    amount = _SIGNS.sub("", text.strip())
    # What may be spent is an amount, not a bound of one.
    if _bare(amount) != amount:
        return None
    stated = quantity(amount)
    if stated is None or stated.unit.casefold() not in {"", "rupiah"}:
        return None
    return stated.value
