"""Money and values of cells: what they state, and whether the way they are written is doubtful."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.read.grid import Cell, fraction
from kg.read.layout.content import is_empty
from kg.read.layout.words import words
from kg.read.numbers import quantity

__all__ = ["factor_of", "is_in_percent", "is_unchanged", "money", "odd_value"]

#: 1.250.000,50
_INDONESIAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?")
#: 1,250,000.50
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
#: No sign between thousands: a sign before one or two digits parts the fraction.
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
#: What may stand before or behind an amount: Rp. 1.000,- or 1.000 rupiah.
_RUPIAH = re.compile(r"^rp\.?\s*|\s*,-$|\s*rupiah$", re.IGNORECASE)
_FACTORS = (
    (
        re.compile(
            r"\bjutaan\b|\bjuta\s+(?:rp|rupiah)\b|\b(?:rp|rupiah)[\s.(]*juta\b|\bdalam\s+juta\b"
            r"|\(\s*juta\s*\)|\bx\s*(?:rp[\s.]*)?1[.,]?000[.,]?000\b|\brp[\s.(]*000[.,]000\b",
            re.IGNORECASE,
        ),
        1_000_000,
    ),
    (
        re.compile(
            r"\bribuan\b|\bribu\s+(?:rp|rupiah)\b|\b(?:rp|rupiah)[\s.(]*ribu\b|\bdalam\s+ribu\b"
            r"|\(\s*ribu\s*\)|\bx\s*(?:rp[\s.]*)?1[.,]?000\b|\brp[\s.(]*0?00\b|^\W*000\W*$|\bdlm\s+ribu",
            re.IGNORECASE,
        ),
        1_000,
    ),
)
#: The scales of amounts that are written in words; "M" is the milyar of Indonesian budgets.
_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9}
_SCALES |= {"milyar": 10**9, "m": 10**9, "triliun": 10**12, "trilyun": 10**12}
#: An amount with its scale in words: 1,5 juta.
_SCALED = re.compile(
    r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(" + "|".join(_SCALES) + r")\b\.?",
    re.IGNORECASE,
)
#: A blank inside of a number may part thousands, or two numbers.
_INNER_BLANK = re.compile(r"\d\s+\d")
#: A point before one or two digits: a fraction for some, a thousand cut short for others.
_POINT = re.compile(r"\d+\.\d{1,2}|0\.\d+")
#: Words in brackets beside a number say something about it.
_REMARK = re.compile(r"\(.*[a-z]{4,}.*\)", re.IGNORECASE)


def factor_of(text: str) -> int:
    """By how much printed money is to be multiplied: 1 unless the text says thousands or millions.

    >>> factor_of("(dalam ribuan rupiah)"), factor_of("Pagu (Rp juta)"), factor_of("Rp (x 1.000)")
    (1000, 1000000, 1000)
    >>> factor_of("Rp (000)"), factor_of("(000)"), factor_of("Rp. 000,-"), factor_of("(Rp)")
    (1000, 1000, 1000, 1)
    >>> factor_of("Pagu (Rp)"), factor_of("meningkat seribu kali")
    (1, 1)
    """
    return next((factor for pattern, factor in _FACTORS if pattern.search(text)), 1)


def _whole(number: Decimal) -> str:
    rounded = number.quantize(Decimal(1))
    return f"{rounded:f}"


def money(text: str, cell: Cell, factor: int = 1) -> tuple[str, str]:
    """Whole rupiah in digits, and the key of what is doubtful about them.

    No digits when none are stated.

    >>> money("Rp. 4.210.000.000,-", Cell())
    ('4210000000', '')
    >>> money("190,000,000.00", Cell())
    ('190000000', 'money-english')
    >>> money("85jt", Cell()), money("Rp. 5,25 M", Cell()), money("sesuai DPA", Cell())
    (('85000000', 'money-scale'), ('5250000000', 'money-scale'), ('', 'money-text'))
    """
    if cell.number is not None and cell.unit != "%":
        return _whole(cell.number * factor), ""
    flat = _RUPIAH.sub("", _RUPIAH.sub("", " ".join(text.split()))).strip()
    negative = flat.startswith(("(", "-"))
    flat = flat.strip("()- ")
    sign = -1 if negative else 1
    if _INDONESIAN.fullmatch(flat):
        number = Decimal(flat.replace(".", "").replace(",", "."))
        return _whole(sign * number * factor), ""
    if _ENGLISH.fullmatch(flat):
        return _whole(sign * Decimal(flat.replace(",", "")) * factor), "money-english"
    if _PLAIN.fullmatch(flat):
        return _whole(sign * Decimal(flat.replace(",", ".")) * factor), ""
    scaled = _scaled(flat)
    if scaled is not None:
        # The scale stands beside the number: one that the title names speaks of other cells.
        return _whole(sign * scaled), "money-scale"
    return "", "" if is_empty(text) else "money-text"


def _scaled(text: str) -> Decimal | None:
    """The rupiah of a number with its scale in words or letters: 1,25 M, 750 juta, 85jt."""
    match = _SCALED.fullmatch(text)
    if match is None:
        return None
    digits = match[1]
    if _INDONESIAN.fullmatch(digits):
        digits = digits.replace(".", "")
    return Decimal(digits.replace(",", ".")) * _SCALES[match[2].casefold()]


def is_unchanged(text: str) -> bool:
    """Whether a cell says that a change leaves the value as it was."""
    return text.strip().casefold() in words().sel["tetap"]


#: Several numbers of one cell, such as those of five years.
_SEVERAL = re.compile(r"\d[\d.,]*\s*%?(?:\s*[;|]\s*\d[\d.,]*\s*%?){2,}")


def odd_value(text: str, cell: Cell) -> str:
    """The key of what is doubtful about a target or a realisation; empty when nothing is.

    >>> odd_value("0,70 5", Cell()), odd_value("84 % (sementara)", Cell()), odd_value("82,5", Cell())
    ('value-blank', 'value-remark', '')
    """
    if cell.number is not None:
        return ""
    if _INNER_BLANK.search(text):
        return "value-blank"
    if _REMARK.search(text) and any(sign.isdigit() for sign in text):
        return "value-remark"
    if _SEVERAL.fullmatch(text.strip()):
        return "value-several"
    if _POINT.fullmatch(text.strip()):
        return "value-point"
    return ""


def number_of(text: str, cell: Cell) -> Decimal | None:
    """The one number that a cell states; ``None`` for predicates, texts and several numbers."""
    if cell.number is not None:
        return cell.number
    stated = quantity(text)
    return stated.value if stated else None


def is_in_percent(indicator: str, target: str) -> bool:
    """Whether a target is a number of percent, by its sign or by the words of its indicator.

    >>> is_in_percent("Persentase desa", "95"), is_in_percent("Nilai SAKIP", "80,5")
    (True, False)
    """
    if "ersen" not in indicator and "%" not in target:
        return False
    aim = quantity(target)
    return aim is not None and aim.value > 2


def printed(number: Decimal) -> str:
    """A number as an Indonesian document prints it."""
    return fraction(number)
