"""The one definition of the workbook form, read from ``form.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

from pyoxigraph import NamedNode

from kg.assets import beside_code
from kg.model.spelling import word_key
from kg.terms import KIN, PREFIXES, Namespace

__all__ = [
    "Column",
    "Kind",
    "Sheet",
    "bounds",
    "findings_title",
    "form",
    "form_version",
    "is_ditto",
    "is_footer",
    "placeholders",
    "sheet",
    "word_list",
]

Kind = Literal["text", "quantity", "code", "codes", "names", "choice", "year", "integer", "lines"]


@dataclass(frozen=True)
class Column:
    """One column, or one entry of ``identitas``: what it may hold and which property it fills.

    ``spellings`` gives other words for each choice; ``open`` lets unknown ones pass, told;
    ``printed`` keeps words such as "belum ada" as what the document states; ``special`` leaves the
    property to the builder of its sheet; ``several`` codes in one cell stand for as many rows;
    ``post`` names a post, where a person's name must not stand; ``of`` names the thing that an entry of ``identitas`` describes.
    """

    name: str
    kind: Kind
    label: dict[str, str]
    required: bool = False
    property: NamedNode | None = None
    choices: tuple[str, ...] = ()
    spellings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    open: bool = False
    printed: bool = False
    special: bool = False
    several: bool = False
    post: bool = False
    aliases: tuple[str, ...] = ()
    refers: tuple[str, ...] = ()
    of: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """The keys of all headers that mean this column."""
        return frozenset(map(word_key, (self.name, *self.aliases)))

    @cached_property
    def _choice_of(self) -> dict[str, str]:
        found = {word_key(choice): choice for choice in self.choices}
        for choice, spoken in self.spellings.items():
            for word in spoken:
                found.setdefault(word_key(word), choice)
        return found

    def choice(self, text: str) -> str | None:
        """The choice that a cell means, whatever its spelling; ``None`` when it means none.

        >>> sheet("rencana").column("jenjang").choice("Sub Kegiatan")
        'sub_kegiatan'
        """
        return self._choice_of.get(word_key(text))


@dataclass(frozen=True)
class Sheet:
    """One sheet: its own columns first, then the columns that every sheet may carry.

    ``entries`` are the keys of ``identitas``; ``years`` is the sheet and column that a header which
    is a year stands for.
    """

    name: str
    label: dict[str, str]
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()
    entries: tuple[Column, ...] = ()
    years: tuple[str, str] | None = None

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns without which the sheet says nothing."""
        return tuple(c for c in self.columns if c.required)

    def column(self, name: str) -> Column:
        """The column of that name.

        >>> sheet("target").column("tahun").kind
        'year'
        """
        return next(c for c in self.columns if c.name == name)

    def resolve(self, header: str) -> Column | None:
        """The column that a header cell means, by name or alias; ``None`` when unknown.

        >>> sheet("simpul").resolve(" Uraian ").name, sheet("indikator").resolve("Indikator Kinerja").name
        ('rumusan', 'rumusan')
        """
        wanted = word_key(header)
        named = (c for c in self.columns if word_key(c.name) == wanted)
        also = (c for c in self.columns if wanted in c.words)
        return next(named, None) or next(also, None)


def _property(text: str | None) -> NamedNode | None:
    if text is None:
        return None
    prefix, _, name = text.rpartition(":")
    if prefix:
        return Namespace(PREFIXES[prefix])[name]
    return KIN[name]


def _column(raw: dict[str, Any]) -> Column:
    spellings = raw.get("spellings", {})
    return Column(
        name=raw["name"],
        kind=raw["kind"],
        label={"id": raw["id"], "en": raw["en"]},
        required=raw.get("required", False),
        property=_property(raw.get("property")),
        choices=tuple(raw.get("choices", ())),
        spellings={choice: tuple(words) for choice, words in spellings.items()},
        open=raw.get("open", False),
        printed=raw.get("printed", False),
        special=raw.get("special", False),
        several=raw.get("several", False),
        post=raw.get("post", False),
        aliases=tuple(raw.get("aliases", ())),
        refers=tuple(raw.get("refers", ())),
        of=raw.get("of", ""),
    )


def _key_column(column: Column, entries: tuple[Column, ...]) -> Column:
    """The column of the keys: what may stand in it are the entries and their other names."""
    spellings = {entry.name: entry.aliases for entry in entries}
    names = tuple(entry.name for entry in entries)
    return Column(
        name=column.name,
        kind=column.kind,
        label=column.label,
        required=column.required,
        choices=names,
        spellings=spellings,
        aliases=column.aliases,
    )


def _sheet(raw: dict[str, Any], common: tuple[Column, ...]) -> Sheet:
    entries = tuple(map(_column, raw.get("entry", ())))
    columns = tuple(map(_column, raw["column"]))
    if entries:
        columns = (_key_column(columns[0], entries), *columns[1:])
    sheet_of_years, _, column_of_years = raw.get("years", "").partition(".")
    return Sheet(
        name=raw["name"],
        label={"id": raw["id"], "en": raw["en"]},
        columns=columns + common,
        aliases=tuple(raw.get("aliases", ())),
        entries=entries,
        years=(sheet_of_years, column_of_years) if sheet_of_years else None,
    )


@lru_cache(maxsize=1)
def _definition() -> dict[str, Any]:
    return beside_code("kg.model", "form.toml")


@lru_cache(maxsize=1)
def form() -> tuple[Sheet, ...]:
    """All sheets in the order of the workbook.

    >>> [s.name for s in form()][:4]
    ['identitas', 'simpul', 'rencana', 'indikator']
    """
    raw = _definition()
    common = tuple(map(_column, raw["common"]))
    return tuple(_sheet(one, common) for one in raw["sheet"])


def sheet(name: str) -> Sheet:
    """The sheet of that name; ``KeyError`` when the form has none."""
    for found in form():
        if found.name == name:
            return found
    raise KeyError(name)


def form_version() -> str:
    """The version of the form, as a template carries it.

    >>> form_version()
    '1'
    """
    return str(_definition()["version"])


@lru_cache(maxsize=1)
def findings_title() -> dict[str, str]:
    """What heads the sheet of findings in a commented copy, by language.

    >>> findings_title()["en"]
    'Findings on this workbook'
    """
    return dict(_definition()["findings_sheet"])


@lru_cache(maxsize=1)
def placeholders() -> frozenset[str]:
    """What people write to say that there is nothing, in small letters.

    >>> "belum ada" in placeholders(), "0" in placeholders()
    (True, False)
    """
    return frozenset(_definition()["placeholders"])


def word_list(name: str) -> tuple[str, ...]:
    """A list of words that stands beside the sheets of the form."""
    return tuple(_definition()[name])


@lru_cache(maxsize=1)
def bounds() -> tuple[str, ...]:
    """The words and signs before a number that a value is to reach or not to pass, the longest first.

    >>> "≥" in bounds(), "minimal" in bounds()
    (True, True)
    """
    return tuple(sorted(_definition()["bounds"], key=len, reverse=True))


@lru_cache(maxsize=1)
def _dittos() -> tuple[frozenset[str], frozenset[str]]:
    """What stands for the cell above: signs, and words without the signs around them."""
    written = frozenset(_definition()["dittos"])
    return written, frozenset(filter(None, map(word_key, written)))


def is_ditto(text: str) -> bool:
    """Whether a cell stands for the cell above it.

    >>> is_ditto("- SDA -"), is_ditto('"'), is_ditto("Sda. Camat")
    (True, True, False)
    """
    signs, words = _dittos()
    return text.casefold() in signs or word_key(text) in words


@lru_cache(maxsize=1)
def _footers() -> frozenset[str]:
    return frozenset(_definition()["footers"])


#: No code has so many words.
_SENTENCE = 4


def is_footer(text: str) -> bool:
    """Whether the only cell of a line is a note below the table, and no code.

    >>> is_footer("Catatan: data sementara"), is_footer("*) angka sementara"), is_footer("SS 1")
    (True, True, False)
    >>> is_footer("7.01.02.2.01.0003"), is_footer("IK-SS-1-2"), is_footer("NB-1")
    (False, False, False)
    """
    # The parts of a code are no words: it is one, whatever stands between them.
    words = text.casefold().split()
    if not words:
        return False
    first = words[0].strip(".:*()")
    return text.startswith("*") or first in _footers() or len(words) >= _SENTENCE
