"""What a check was set to, in words.

Changes of a profile, and what each reference beside the inputs is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import Lang
from kg.report.words import setting, word
from kg.rules.profile import ProfileChange

__all__ = ["change_line", "change_name", "used_as"]


def change_name(change: ProfileChange, lang: Lang) -> str:
    """What a profile changed: the rule, or the threshold or word list by its name.

    >>> change_name(ProfileChange("hampir-sama", "0.6", "0.9", "x", limit=True), "en")
    'threshold hampir-sama'
    """
    if change.limit:
        return word("threshold", lang).replace("{name}", change.rule)
    if change.words:
        return word("word-list", lang).replace("{name}", change.rule)
    return change.rule


def change_line(change: ProfileChange, lang: Lang) -> str:
    """One change of a profile as a sentence.

    >>> change_line(ProfileChange("IND-16", "warning", "off", "diperiksa di lapangan"), "id")
    'IND-16: peringatan → dimatikan (diperiksa di lapangan)'
    """
    step = f"{setting(change.before, lang)} → {setting(change.after, lang)}"
    return f"{change_name(change, lang)}: {step} ({change.reason})"


def used_as(name: str, options: Mapping[str, Any]) -> str:
    """What a file beside the inputs is, by the key of its word.

    A reference, or what an option names.

    >>> used_as("daftar.toml", {"waivers": "daftar.toml"}), used_as("vocab", {})
    ('used-waivers', 'used-reference')
    """
    for key in ("waivers", "responses", "profile", "previous"):
        if options.get(key) == name:
            return f"used-{key}"
    # What no option names came with the program.
    return "used-reference"
