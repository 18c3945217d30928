"""What shorter documents share: one year, few columns, one sheet or several."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.variants.canvas import Canvas
from tests.support.variants.frame import Column, Frame
from tests.support.variants.plan import Measure, made_plan
from tests.support.variants.truth import Truth
from tests.support.variants.wording import made_hand

__all__ = ["ListMaker"]


class ListMaker:
    """What these documents share: one year, one sheet or several."""

    name = ""

    def __init__(self, chance: Random, ending: str, stem: str) -> None:
        self.chance = chance
        self.flat = ending in {".csv", ".tsv"}
        self.paper = ending == ".docx"
        self.plan = made_plan(chance, 3)
        self.hand = made_hand(chance, self.flat or self.paper, self.flat)
        self.stem = stem
        self.year = self.plan.years[0]
        self.canvas = self._canvas(chance.choice(["Sheet1", "Lampiran", "Data"]))
        self.frame = Frame(self.canvas, self.plan, self.hand, chance)
        self.choose = self.frame.choose
        self.truth = Truth(self.plan, self.name, str(self.year))

    def _canvas(self, title: str) -> Canvas:
        return Canvas(self.stem if self.flat else title, paper=self.paper)

    def value(
        self, row: int, index: int, one: Measure, truth: dict[str, Any], key: str, number: float
    ) -> None:
        """Write a target, and write it down."""
        value, form, text = self.hand.value(number, one.unit)
        self.canvas.put(row, index, value, form)
        truth["targets"][key] = text

    def texts(self, columns: list[Column], row: int, one: Measure, truth: dict[str, Any]) -> None:
        """The words beside an indicator."""
        names = {"formulasi": ("formula", one.formula), "sumber_data": ("source", one.source)}
        names["satuan"] = ("unit", one.unit)
        for index, column in enumerate(columns):
            if column.key in names:
                key, text = names[column.key]
                self.canvas.put(row, index, text)
                truth[key] = text
