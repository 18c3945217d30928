"""Widths of letters are read from the fonts as fontTools reads them."""

import io
from importlib import resources

import pytest
from fontTools.ttLib import TTFont

from kg.report.drawing.font_file import advances

FONTS = [
    f for f in resources.files("kg.report").joinpath("fonts").iterdir() if f.name.endswith("ttf")
]


@pytest.mark.parametrize("file", FONTS, ids=lambda file: file.name)
def test_every_character_is_as_wide_as_the_font_says(file) -> None:
    """All that the font has, and no others."""
    data = file.read_bytes()
    font = TTFont(io.BytesIO(data))
    units = font["head"].unitsPerEm
    wide = font["hmtx"].metrics
    told = {code: wide[name][0] / units for code, name in font.getBestCmap().items()}
    assert len(told) > 2_000
    assert advances(data) == told


def test_a_font_of_another_form_is_refused() -> None:
    """Not read as something that it is not."""
    data = FONTS[0].read_bytes()
    font = TTFont(io.BytesIO(data))
    font["cmap"].tables = [t for t in font["cmap"].tables if t.platformID != 3]
    other = io.BytesIO()
    font.save(other)
    with pytest.raises(ValueError, match="cmap"):
        advances(other.getvalue())
