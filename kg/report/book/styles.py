"""The table of styles of a workbook: one entry for each kind of cell, in the order of their use."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["FILLS", "Styles"]

FILLS = {
    "bad": "F8CBAD",
    "warn": "FFE699",
    "open": "DDEBF7",
    "good": "E2EFDA",
    "input": "FFFDE7",
    "day": "FFFDE7",
    "strong": "1F3864",
}
#: The number that own formats of numbers begin with, and the one of dates.
_DATED, _DATE = 164, "yyyy-mm-dd"
_PLAIN = (
    '<font><name val="Calibri" /><family val="2" /><color theme="1" /><sz val="11" />'
    '<scheme val="minor" /></font>'
)
_STRONG = '<font><b val="1" /><color rgb="00FFFFFF" /></font>'
_EMPTY = ("<fill><patternFill /></fill>", '<fill><patternFill patternType="gray125" /></fill>')
_SIDES = ("left", "right", "top", "bottom")
_NO_LINE = "<border><left /><right /><top /><bottom /><diagonal /></border>"
_XF = '<xf numFmtId="{}" fontId="{}" fillId="{}" borderId="{}"'
#: The colours that programs know by number, as the format names them.
_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_INDEXED = f"""{_EIGHT} {_EIGHT}
800000 008000 000080 808000 800080 008080 C0C0C0 808080
9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF
00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696
003366 339966 003300 333300 993300 993366 333399 333333"""
_END = (
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0" hidden="0" /></cellStyles>'
    '<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16" />'
)


def _line(side: str) -> str:
    return f'<{side} style="thin"><color rgb="00BFBFBF" /></{side}>'


def _fill(colour: str) -> str:
    shown = f'<fgColor rgb="00{colour}" />'
    return f'<fill><patternFill patternType="solid">{shown}</patternFill></fill>'


def _counted(name: str, entries: list[str]) -> str:
    if not entries:
        return f'<{name} count="0" />'
    return f'<{name} count="{len(entries)}">{"".join(entries)}</{name}>'


def _number_of(entry: str, entries: list[str]) -> int:
    """Where an entry stands in a list, to which it is added where it is new."""
    if entry not in entries:
        entries.append(entry)
    return entries.index(entry)


class Styles:
    """Gives every kind of cell its number; what no cell has is not in the table."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, bool, bool], int] = {}
        self._formats: list[str] = []
        self._fonts = [_PLAIN]
        self._fills = list(_EMPTY)
        self._cells = [_XF.format(0, 0, 0, 0) + ' pivotButton="0" quotePrefix="0" xfId="0" />']

    def of(self, tone: str, dated: bool, quoted: bool) -> int:
        """The number of the style of a cell with this tone, date and leading sign."""
        key = (tone, dated, quoted)
        if key not in self._known:
            self._known[key] = _number_of(self._cell(*key), self._cells)
        return self._known[key]

    def _cell(self, tone: str, dated: bool, quoted: bool) -> str:
        fill = 0
        if tone:
            fill = _number_of(_fill(FILLS[tone]), self._fills)
        font = 0
        if tone == "strong":
            font = _number_of(_STRONG, self._fonts)
        number = 0
        if dated:
            shown = f'<numFmt numFmtId="{_DATED}" formatCode="{_DATE}" />'
            number = _DATED + _number_of(shown, self._formats)
        head = _XF.format(number, font, fill, 1)
        return (
            f'{head} applyAlignment="1" pivotButton="0" quotePrefix="{quoted:d}" xfId="0">'
            '<alignment vertical="top" wrapText="1" /></xf>'
        )

    def xml(self) -> Iterator[str]:
        """The table, after all cells have been written."""
        lined = f"<border>{''.join(map(_line, _SIDES))}</border>"
        yield '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        yield _counted("numFmts", self._formats)
        yield _counted("fonts", self._fonts)
        yield _counted("fills", self._fills)
        yield _counted("borders", [_NO_LINE, lined])
        yield _counted("cellStyleXfs", [_XF.format(0, 0, 0, 0) + " />"])
        yield _counted("cellXfs", self._cells)
        yield _END
        colours = "".join(f'<rgbColor rgb="00{colour}" />' for colour in _INDEXED.split())
        yield f"<colors><indexedColors>{colours}</indexedColors></colors></styleSheet>"
