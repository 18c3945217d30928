"""Achievement: how much of a target was reached, computed in decimals and shown as its computation.

The formulas are those that applications of planning offices use: R / T for what should rise, (2T −
R) / T or T / R for what should fall, a bound that is kept or not, and zero as the best value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

__all__ = ["FORMULAS", "Achievement", "Formula", "achievement", "formula_of", "in_percent", "shown"]

Formula = Literal["naik", "turun_2t", "turun_balik", "batas", "nol_baik"]
FORMULAS: tuple[Formula, ...] = get_args(Formula)
#: Achievements are printed with one digit.
_TENTH = Decimal("0.1")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Achievement:
    """The achievement in percent, the computation as printed, and why there is none where there is none.

    ``percent`` is not rounded; ``printed`` rounds to one decimal, half up.
    """

    formula: Formula
    percent: Decimal | None
    printed: str

    @property
    def computed(self) -> bool:
        """Whether there is a number."""
        return self.percent is not None


def shown(number: Decimal) -> str:
    """A number as Indonesian documents print it, without zeros at the end.

    >>> shown(Decimal("92.50")), shown(Decimal("1E+2"))
    ('92,5', '100')
    """
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def in_percent(number: Decimal) -> str:
    """A percentage as it is printed, with one digit, half up.

    >>> in_percent(Decimal("90.25"))
    '90,3 %'
    """
    rounded = number.quantize(_TENTH, rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",") + " %"


def formula_of(stated: str, direction: str) -> Formula:
    """The formula that an indicator states, else the one that follows from its direction.

    >>> formula_of("", "turun"), formula_of("turun_balik", "turun"), formula_of("", "")
    ('turun_2t', 'turun_balik', 'naik')
    """
    for formula in FORMULAS:
        if stated == formula:
            return formula
    return "turun_2t" if direction == "turun" else "naik"


def _ratio(formula: Formula, target: Decimal, reached: Decimal) -> tuple[Decimal, str]:
    """The achievement of a formula that divides, and how it is written."""
    t = shown(target)
    r = shown(reached)
    if formula == "turun_2t":
        return (2 * target - reached) / target * _HUNDRED, f"(2 × {t} − {r}) / {t} × 100"
    if formula == "turun_balik":
        return target / reached * _HUNDRED, f"{t} / {r} × 100"
    return reached / target * _HUNDRED, f"{r} / {t} × 100"


def _kept(formula: Formula, target: Decimal, reached: Decimal) -> tuple[Decimal, str]:
    """The achievement of a bound that is kept or not.

    Of zero as the best value the bound is zero.
    """
    if formula == "nol_baik":
        bound = Decimal(0)
    else:
        bound = target
    within = reached <= bound
    sign = "≤" if within else ">"
    return (_HUNDRED if within else Decimal(0)), f"{shown(reached)} {sign} {shown(bound)}"


def _unknown(formula: Formula, why: str) -> Achievement:
    return Achievement(formula, None, why)


def achievement(
    formula: Formula, target: Decimal | None, reached: Decimal | None, cap: Decimal | None = None
) -> Achievement:
    """How much of the target was reached.

    Empty is not zero, and a target of zero cannot be divided by.

    ``cap`` is the highest achievement that counts, in percent; where it applies, it is said.

    >>> achievement("naik", Decimal(115), Decimal(92)).printed
    '92 / 115 × 100 = 80,0 %'
    >>> achievement("naik", Decimal(0), Decimal(3)).printed
    'tak terhitung: target 0'
    >>> achievement("naik", Decimal(10), None).printed
    'tak terhitung: realisasi kosong'
    >>> achievement("naik", Decimal(50), Decimal(75), Decimal(120)).printed
    '75 / 50 × 100 = 150,0 %, dibatasi 120,0 %'
    """
    if reached is None:
        return _unknown(formula, "tak terhitung: realisasi kosong")
    if target is None and formula != "nol_baik":
        return _unknown(formula, "tak terhitung: target kosong")
    # Where zero is the best value it is the target, whether it is stated or not.
    aim = target if target is not None else Decimal(0)
    if formula in {"batas", "nol_baik"}:
        percent, written = _kept(formula, aim, reached)
        return Achievement(formula, percent, f"{written}: {in_percent(percent)}")
    if not aim:
        return _unknown(formula, "tak terhitung: target 0")
    if formula == "turun_balik" and not reached:
        return _unknown(formula, "tak terhitung: realisasi 0 pada rumus T / R")
    percent, written = _ratio(formula, aim, reached)
    return _capped(Achievement(formula, percent, f"{written} = {in_percent(percent)}"), cap)


def _capped(found: Achievement, cap: Decimal | None) -> Achievement:
    """An achievement that counts no more than the cap, where there is one."""
    if cap is None or found.percent is None or found.percent <= cap:
        return found
    return replace(found, percent=cap, printed=f"{found.printed}, dibatasi {in_percent(cap)}")
