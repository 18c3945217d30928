"""How offices word heads and write numbers: what varies from one document to the next."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

__all__ = ["HEADS", "Hand", "made_hand"]

HEADS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
)


@dataclass
class Hand:
    """How one office writes: chosen once for a document, and kept throughout."""

    chance: Random
    text_only: bool
    one_line: bool
    numbers: str
    money: str
    factor: int
    unit_inside: bool
    upper: bool

    def head(self, name: str) -> str:
        """The head of a column."""
        text = self.chance.choice(HEADS[name])
        if self.one_line:
            text = text.replace("\n", " ")
        return text.upper() if self.upper else text

    def value(self, number: float | str, unit: str) -> tuple[object, str, str]:
        """A target as it is written: value, number format, and as a person reads it."""
        if isinstance(number, str):
            return number, "", number
        plain = f"{number:g}"
        if self.unit_inside:
            text = (
                f"{plain.replace('.', ',')} {unit}"
                if unit != "%"
                else f"{plain.replace('.', ',')}%"
            )
            return text, "", text
        if unit in {"%", "Persen"} and self.numbers == "percent":
            return f"{plain.replace('.', ',')}%", "", f"{plain.replace('.', ',')}%"
        if unit == "%" and self.numbers == "format" and not self.text_only:
            return number / 100, "0.00%", f"{plain}%"
        if self.numbers == "comma":
            return plain.replace(".", ","), "", plain.replace(".", ",")
        if self.text_only or self.numbers == "point":
            return plain, "", plain
        return int(number) if number == int(number) else number, "", plain

    def rupiah(self, amount: int) -> object:
        """An amount as it is written."""
        shown = amount // self.factor if amount % self.factor == 0 else amount / self.factor
        if self.money in {"number", "accounting", "grouped"} and not self.text_only:
            return shown
        dots = f"{shown:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
        forms = {
            "dots": dots,
            "rp": f"Rp {dots}",
            "rpdot": f"Rp. {dots}",
            "cents": f"{dots},00" if "," not in dots else dots,
            "dash": f"Rp{dots},-",
        }
        return forms.get(self.money, f"{shown:g}" if isinstance(shown, float) else str(shown))

    @property
    def money_format(self) -> str:
        """The number format of amounts that are numbers."""
        return {"accounting": '_-"Rp"* #,##0_-', "grouped": "#,##0"}.get(self.money, "")

    @property
    def scale(self) -> str:
        """What a head says of amounts that are not in rupiah."""
        words = {
            1_000: ("Rp. 000", "ribu rupiah", "Rp ribu"),
            1_000_000: ("Rp juta", "juta rupiah"),
        }
        return self.chance.choice(words[self.factor]) if self.factor > 1 else ""


def made_hand(chance: Random, text_only: bool = False, one_line: bool = False) -> Hand:
    """One of the many ways of writing."""
    factor = chance.choice([1, 1, 1, 1, 1_000, 1_000_000])
    money = chance.choice(
        ["number", "accounting", "grouped", "dots", "rp", "rpdot", "cents", "dash"]
    )
    if factor > 1:
        money = chance.choice(["number", "dots"]) if not text_only else "dots"
    return Hand(
        chance,
        text_only,
        one_line,
        chance.choice(["number", "number", "comma", "percent", "format", "point"]),
        money,
        factor,
        chance.random() < 0.2,
        chance.random() < 0.2,
    )
