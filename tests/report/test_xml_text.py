"""Text is escaped exactly as the standard library escapes it."""

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from kg.report.xml_text import escape, quoted_attribute

SIGNS = st.text(st.one_of(st.sampled_from("<>&\"'\n\r\t;#"), st.characters()))


@given(SIGNS)
def test_text_is_escaped_as_the_standard_library_does(words: str) -> None:
    """Between tags, and between quotation marks of either kind."""
    assert escape(words) == saxutils.escape(words)
    assert quoted_attribute(words) == saxutils.quoteattr(words)
