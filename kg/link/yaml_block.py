"""The little of YAML that the head of an SSSOM file needs.

Texts, lists, and one map within another.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Block", "BlockError", "read_block"]

Value = str | list[str] | dict[str, str]
Block = dict[str, Value]
#: Signs of texts over several lines.
_FOLDED = {">", ">-", "|", "|-"}


class BlockError(ValueError):
    """A line that is no such YAML; ``line`` counts from 1 within the block."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@dataclass(frozen=True)
class _Line:
    number: int
    depth: int
    text: str


def _lines(text: str) -> list[_Line]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        plain = line.strip()
        if plain:
            depth = len(line) - len(line.lstrip())
            found.append(_Line(number, depth, plain))
    return found


def _plain(text: str) -> str:
    """A text without its quotation marks.

    >>> _plain('"1.1"'), _plain("a")
    ('1.1', 'a')
    """
    # One mark alone is the text itself.
    if len(text) < 2 or text[0] != text[-1]:
        return text
    if text[0] in "\"'":
        return text[1:-1]
    return text


def _pair(line: _Line) -> tuple[str, str]:
    key, colon, value = line.text.partition(":")
    # Without a space behind it the colon belongs to a name, as in skos:exactMatch.
    glued = value and not value.startswith(" ")
    if not colon or glued:
        raise BlockError(line.number, line.text)
    return key.strip(), value.strip()


def read_block(text: str) -> Block:
    r"""The slots of a block.

    >>> read_block("license: x\ncurie_map:\n  A: http://a/\nsee_also:\n  - b")
    {'license': 'x', 'curie_map': {'A': 'http://a/'}, 'see_also': ['b']}
    """
    lines = _lines(text)
    # A space after the sign of the comment indents the whole block.
    outer = min((line.depth for line in lines), default=0)
    found: Block = {}
    place = 0
    while place < len(lines):
        first = lines[place]
        key, value = _pair(first)
        if key in found:
            raise BlockError(first.number, key)
        place += 1
        inner = []
        while place < len(lines) and _within(lines[place], outer):
            inner.append(lines[place])
            place += 1
        found[key] = _value(value, inner)
    return found


def _within(line: _Line, outer: int) -> bool:
    # YAML lets the items of a list stand as far left as their key.
    return line.depth > outer or line.text.startswith("- ")


def _value(value: str, inner: list[_Line]) -> Value:
    texts = [line.text for line in inner]
    if value in _FOLDED:
        return " ".join(texts)
    if value or not inner:
        return " ".join([_plain(value), *texts])
    if not texts[0].startswith("-"):
        return {key: _plain(text) for key, text in map(_pair, inner)}
    items: list[str] = []
    for text in texts:
        if text.startswith("-"):
            items.append(_plain(text[1:].strip()))
        else:
            # An entry with several keys (the definition of an extension) is kept as its lines.
            items[-1] += f"; {text}"
    return items
