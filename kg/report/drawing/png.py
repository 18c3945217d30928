"""Turns an SVG of this package into PNG, with the fonts of the package and nothing of the machine."""

from __future__ import annotations

import struct
import zlib
from importlib import resources

from kg.errors import CouldNotError, Problem

__all__ = ["svg_to_png"]

#: Dots per inch of a printed sheet: A3 becomes about 2,400 by 1,700 dots.
_PPI = 150.0
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'


def svg_to_png(svg: str) -> bytes:
    """The picture in dots.

    :raises CouldNotError: DRAW-PNG when the library that paints is not there for this machine.
    """
    try:
        import typst  # a compiled library, not there on every platform
    except ImportError as error:
        raise CouldNotError(Problem("DRAW-PNG", "", {"reason": str(error)})) from error
    fonts = typst.Fonts(
        include_system_fonts=False, font_paths=[str(resources.files("kg.report").joinpath("fonts"))]
    )
    painted = typst.compile(
        _PAGE,
        font_paths=fonts,
        sys_inputs={"svg": svg},
        format="png",
        ppi=_PPI,
    )
    if isinstance(painted, bytes):
        return _named(painted)
    return b""


def _named(png: bytes) -> bytes:
    """The picture with the name of the program in it, so that a later drawing may take its place."""
    kind = b"tEXt"
    text = b"Software\0kinerja-kg draw"
    chunk = struct.pack(">I", len(text)) + kind + text
    chunk += struct.pack(">I", zlib.crc32(kind + text))
    # The chunk stands after the signature (8 bytes) and the header (25), before the first data.
    return png[:33] + chunk + png[33:]
