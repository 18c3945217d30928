"""Numbers and names of persons, which no document of this program may hold."""

from __future__ import annotations

import re

__all__ = ["has_person_number", "names_person"]

#: Digits as long as a number of a person, also with blanks, points or strokes between them.
_RUN = re.compile(r"(?<!\d)\d(?:[ .\-/\u2013]{0,2}\d){15,17}(?![\d])")
#: The number of an official: day of birth, month of appointment, sex and a counter.
_NIP = re.compile(r"(19[3-9]\d|20[01]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(19|20)\d\d(\d\d)\d{4}")
# Six digits of a region, then day (women: 40 more), month and year of birth, then a running number.
_NIK = re.compile(r"[1-9]\d{5}(0[1-9]|[1-6]\d|7[01])(0[1-9]|1[0-2])\d{6}")
#: A number that is called one of a person, whatever its length.
_SAID = re.compile(r"\bN[I1](?:P|K|PPPK|PTT)\b\.?\s*[:.]?\s*\d[\d .\-/]{7,}", re.IGNORECASE)
_DEGREE = (
    r"(?:S|M)\s?\.\s?(?:[A-Z][A-Za-z]{0,6})(?:\s?\.\s?[A-Z][A-Za-z]{0,4})*"
    r"|A\.?\s?Md|A\.?\s?Ma|Ph\.\s?D|SE|SH|ST|MM|MH|MT|MAP|M\.?AP|SIP|S\.?STP|SSTP|SPd|MPd|SKM|MKM"
)
#: Degrees behind a name: Siti, S.Sos.
_BEHIND = re.compile(rf"\b[A-Z][\w'.]+,\s*(?:{_DEGREE})\b")
#: Titles before a name: Drs. Budi.
_BEFORE = re.compile(
    r"(?<!\w)(?:Drs|Dra|Ir|Hj|H|dr|drg|Dr|Prof|R|Rr)\.\s*(?:[A-Z]\.\s*)*[A-Z][a-z]{2,}"
)


def has_person_number(text: str) -> bool:
    """Whether the text holds the number of a civil servant (NIP) or citizen (NIK), however it is grouped.

    >>> has_person_number("NIP 19800101 200501 1 001"), has_person_number("19800101.200501.1.001")
    (True, True)
    >>> has_person_number("nomor 800/12/2026"), has_person_number("7.01.02.2.01.0001")
    (False, False)
    """
    if _SAID.search(text):
        return True
    for match in _RUN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _NIP.fullmatch(digits) or (len(digits) == 16 and _NIK.fullmatch(digits)):
            return True
    # Eighteen digits in one piece are a personal number even where the date in them is none.
    return re.search(r"(?<!\d)\d{8} ?\d{6} ?\d ?\d{3}(?!\d)", text) is not None


def names_person(text: str) -> bool:
    """Whether the text holds a name with academic or religious titles.

    >>> names_person("Drs. Ahmad Subagyo, M.Si (Camat)"), names_person("Kepala Seksi Pemerintahan")
    (True, False)
    """
    return bool(_BEHIND.search(text) or _BEFORE.search(text))
