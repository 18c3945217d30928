"""Tables on a page: where a head is, how many rows it has, and which rows stand under it."""

from __future__ import annotations

import re
from itertools import chain

from kg.read.layout.amounts import factor_of
from kg.read.layout.content import known_level, unlabelled
from kg.read.layout.echelons import level_in_head, names_holders
from kg.read.layout.halves import Block, halves
from kg.read.layout.headpaths import paths_of
from kg.read.layout.heads import HeadWords, levels_named
from kg.read.layout.page import Page, Spot, Strip
from kg.read.layout.words import plain

__all__ = ["Block", "blocks", "is_numbering"]

#: Least share of the cells of a row, and of the words of a cell, that are words of heads.
_CELLS, _WORDS = 0.6, 0.6
#: The longest head in words; a longer text is content.
_LONGEST = 16
#: What a head of names may list; the name of a component begins with one of them alone.
_COMPONENTS = ("sub_kegiatan", "kegiatan", "program")
#: Meanings of heads that name a level of a tree, or only count it.
_OF_TREES = frozenset(("kondisi", "jenis"))
#: Years counted instead of named: 1 to 6, I to VI.
_YEAR_NUMBER = re.compile(r"\(?(?:[1-6]|i{1,3}|iv|vi?)\)?\.?", re.IGNORECASE)
#: A column counted below the head, with the formula that some print: 12=8+9.
_NUMBER = re.compile(r"\(?(\d{1,2})\)?\.?[a-z]?(\s*=.*)?", re.IGNORECASE)


def _is_head_cell(spot: Spot, heads: HeadWords) -> bool:
    head = heads.head(spot.text)
    if not head.tells or head.length > _LONGEST:
        return False
    several = len(levels_named(spot.text, _COMPONENTS)) > 1
    if head.length > 2 and not several and known_level(spot.text):
        # The name of a component is content, however many of its words are words of heads.
        return False
    return head.meaning is None or head.share >= _WORDS


def _is_head(strip: Strip, heads: HeadWords, under: bool) -> bool:
    """Whether most cells of a row are words of heads, of two meanings at least, one of them no value.

    ``under`` says that the row stands under a head already: rows of short texts, such as a unit
    beside an output, must not pass for a further one.
    """
    own = strip.own
    names = set()
    cells = 0
    for spot in own:
        head = heads.head(spot.text)
        is_whole = not under or head.share == 1
        if not is_whole or not _is_head_cell(spot, heads):
            continue
        cells += 1
        # A lone numeral counts rows more often than quarters.
        is_number = head.counts and under
        if head.meaning and not is_number:
            names.add(_named(spot.text, head.meaning.nama))
    return len(names) >= 2 and cells >= _CELLS * len(own)


def _named(text: str, meaning: str) -> str:
    """What a head names: of those of conditions each level is another thing."""
    return level_in_head(text) or meaning if meaning in _OF_TREES else meaning


def is_numbering(strip: Strip) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 or (1), (2), or 12=8+9, or a, b, c."""
    own = strip.own
    letters = [spot.text.strip(" ().").casefold() for spot in own]
    if len(own) > 2 and letters == list("abcdefghijklmnopqrstuvwxyz"[: len(own)]):
        return True
    if len(own) < 3:
        return False
    numbers = []
    for spot in own:
        match = _NUMBER.fullmatch("".join(spot.text.split()))
        if match is None:
            return False
        numbers.append(int(match[1]))
    return numbers[0] <= 2 and numbers == sorted(numbers)


def _is_lower(strip: Strip, heads: HeadWords, upper: list[Strip]) -> bool:
    """Whether a row goes on with the head above it.

    Years, quarters, measures under their groups.
    """
    own = strip.own
    if not own:
        return False
    if _is_counted(strip, upper[-1], heads):
        return True
    if is_numbering(strip):
        return False
    if _is_joined(strip, upper[-1]):
        return True
    if _begins_body(strip, upper):
        return False
    others = [spot for spot in own if not _is_head_cell(spot, heads)]
    return not others or _is_below_groups(own, others, upper, heads)


def _goes_on(below: tuple[Strip, ...], heads: HeadWords, upper: list[Strip]) -> bool:
    """Whether the row under one that counts the columns still is of the head: K and Rp."""
    own = below[0].own if below else []
    if len(own) < 2 or not _is_lower(below[0], heads, upper):
        return False
    return all(heads.head(spot.text).share == 1 for spot in own)


def _begins_body(strip: Strip, upper: list[Strip]) -> bool:
    """Whether a row cannot go on with the head above it.

    It has a label, says again what stands above it, or has a cell left of all of the head.
    """
    own = strip.own
    if any(unlabelled(spot.text)[0] for spot in own):
        # "Tujuan 1: …" is the first row of the plan, however few its words are.
        return True
    for index, spot in strip.spots.items():
        if spot in own and strip.text(index) == upper[-1].text(index):
            return True
    leftmost = min(chain.from_iterable(row.spots for row in upper))
    return min(spot.column for spot in own) < leftmost


def _is_below_groups(
    own: list[Spot], others: list[Spot], upper: list[Strip], heads: HeadWords
) -> bool:
    """Whether the words that are none of heads are short, and stand under groups of values.

    Such a row goes on with the head, whatever its words: "Belanja Operasi", "Semester I".
    """
    above = upper[-1].spots
    if len(own) < 2 or all(spot.column in above for spot in own):
        return False
    return all(_is_short(spot) and _is_under_value(spot, above, heads) for spot in others)


def _is_short(spot: Spot) -> bool:
    return spot.cell.number is None and len(spot.text.split()) <= 4 and spot.text[:1].isalpha()


def _is_under_value(spot: Spot, above: dict[int, Spot], heads: HeadWords) -> bool:
    left = max((column for column in above if column <= spot.column), default=-1)
    head = heads.head(above[left].text, True) if left >= 0 else None
    if head is None:
        return False
    return bool(head.year or head.order or head.quarter or head.of_half) or (
        head.meaning is not None and head.meaning.nama == "nilai"
    )


def _is_counted(strip: Strip, upper: Strip, heads: HeadWords) -> bool:
    """Whether a row holds nothing but the numbers of years, below a head that ends in "tahun ke-"."""
    group = upper.spots.get(strip.own[0].column)
    if group is None or not heads.head(group.text).counts_years:
        return False
    return all(_YEAR_NUMBER.fullmatch(spot.label.strip()) for spot in strip.own)


def _is_joined(strip: Strip, upper: Strip) -> bool:
    """Whether a cell of the row above reaches down into a row, which then stands beside it in the head."""
    again = [column for column, spot in strip.spots.items() if spot.again]
    return any(strip.text(column) == upper.text(column) for column in again)


def _groups(strip: Strip, heads: HeadWords, below: Strip) -> bool:
    """Whether the row above a head groups its columns: by what they state, or by who answers."""
    holders = below.number - strip.number <= 1 and names_holders(strip, below)
    return holders or _is_group(strip, heads, below)


def _is_group(strip: Strip, heads: HeadWords, below: Strip) -> bool:
    """Whether the row above a head holds the names of its groups only."""
    own = strip.own
    adjacent = below.number - strip.number <= 1
    if not own or not adjacent or own[0].column <= min(below.spots):
        return False
    if len(own) == 1 and factor_of(own[0].text) > 1:
        # "(Rp. 000)" above a table speaks of all of its money.
        return False
    found = [heads.head(spot.text) for spot in own]
    return all(h.meaning and h.meaning.nama == "nilai" and h.share >= _WORDS for h in found)


def _rows_again(strip: Strip, block: Block) -> int:
    """How many rows repeat the head of a table from this one on; a page may print its lowest texts alone."""
    texts = {spot.column: plain(spot.text) for spot in strip.own}
    if list(texts.values()) == [plain(spot.text) for spot in block.head[0].own]:
        return len(block.head)
    lowest = {column: plain(path[-1][0].text) for column, path in block.paths.items()}
    if len(texts) > 2 and texts == lowest:
        return 1
    return 0


class _Scanner:
    """Goes down a page and cuts it into blocks."""

    def __init__(self, page: Page, heads: HeadWords, rows: int) -> None:
        self.page = page
        self.heads = heads
        self.rows = rows
        self.found: list[Block] = []
        self.loose: list[Strip] = []

    def run(self) -> list[Block]:
        """All blocks of the page; one without a head when there is none."""
        strips = self.page.strips
        index = 0
        while index < len(strips):
            index += self._step(strips, index)
        if not self.found:
            return [Block(self.page, [], {}, above=self.loose)]
        return self.found

    def _step(self, strips: tuple[Strip, ...], index: int) -> int:
        """Take one row, or a whole head; the number of rows taken."""
        strip = strips[index]
        last = self.found[-1] if self.found else None
        again = last is not None and _rows_again(strip, last)
        if last is not None and again:
            taken = list(strips[index : index + again])
            self.found.append(Block(self.page, taken, last.paths, again=True))
            return len(taken)
        if not _is_head(strip, self.heads, last is not None):
            (last.body if last else self.loose).append(strip)
            return 1
        head, counted = self._head(strips, index)
        paths = paths_of(head, self.heads)
        above = self.loose if last is None else []
        self.found.append(Block(self.page, head, paths, above, body=counted))
        return len(head) + len(counted) - self._taken_above(head, strip)

    def _taken_above(self, head: list[Strip], strip: Strip) -> int:
        """Take the row of groups above the head back from what was read before.

        How many rows it has.
        """
        if head[0] is strip:
            return 0
        if len(self.found) > 1:
            before = self.found[-2].body
        else:
            before = self.loose
        before.remove(head[0])
        return 1

    def _head(self, strips: tuple[Strip, ...], index: int) -> tuple[list[Strip], list[Strip]]:
        """The rows of a head, and rows between them that only count its columns."""
        head = [strips[index]]
        counted: list[Strip] = []
        if index and _groups(strips[index - 1], self.heads, strips[index]):
            head.insert(0, strips[index - 1])
        following = strips[index + 1 :]
        for number, strip in enumerate(following, start=1):
            enough = self.rows and number >= self.rows
            if enough or number > 4:
                break
            if is_numbering(strip) and _goes_on(following[number : number + 1], self.heads, head):
                counted.append(strip)
            elif _is_lower(strip, self.heads, head):
                head.append(strip)
            else:
                break
        return head, counted


def blocks(page: Page, heads: HeadWords, rows: int = 0) -> list[Block]:
    """The tables of a page from top to bottom; ``rows`` fixes how many rows a head has."""
    found: list[Block] = []
    for block in _Scanner(page, heads, rows).run():
        found.extend(halves(block))
    return found
