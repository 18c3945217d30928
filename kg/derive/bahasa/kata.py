"""Words of Indonesian taken apart.

The affixes around a root, and the stem by which two words are one.

The affixes and the letters that they swallow (*meny-* + *s*, *men-* + *t*, *mem-* + *p*, *meng-* +
*k*) are those of the standard grammar (Tata Bahasa Baku Bahasa Indonesia). A way of taking a word
apart counts when a listed word remains, and when its affixes belong together (*pe-…-an*, *ke-…-an*,
*me-…-kan*).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.derive.bahasa.daftar import forms
from kg.derive.bahasa.kamus import is_word, rarity
from kg.derive.text import KEPT, words

__all__ = ["Form", "ends_in_nya", "form", "stem", "stems"]

#: The printed prefix, what it is, and what the sound change may have taken from the root.
_PREFIXES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("menge", "me", ("",)),
    ("penge", "pe", ("",)),
    ("meng", "me", ("", "k")),
    ("peng", "pe", ("", "k")),
    ("meny", "me", ("s",)),
    ("peny", "pe", ("s",)),
    ("mem", "me", ("", "p")),
    ("pem", "pe", ("", "p")),
    ("men", "me", ("", "t")),
    ("pen", "pe", ("", "t")),
    ("per", "per", ("",)),
    ("ber", "ber", ("",)),
    ("ter", "ter", ("",)),
    ("me", "me", ("",)),
    ("pe", "pe", ("",)),
    ("be", "ber", ("",)),
    ("te", "ter", ("",)),
    ("di", "di", ("",)),
    ("ke", "ke", ("",)),
    ("se", "se", ("",)),
)
#: The sounds that a prefix leaves in speech, and the letter that it swallowed.
_SOUNDS = (("ng", ""), ("ng", "k"), ("ny", "s"), ("n", "t"), ("m", "p"))
_BEFORE_R = frozenset({"te", "be"})
_SUFFIXES = ("", "kan", "an", "i")
_ENCLITICS = ("", "nya", "lah", "kah", "pun", "ku", "mu")
#: More prefixes than *mem-per-* and *ke-ber-* need do not occur in one word.
_DEEPEST = 3
#: Which prefix may stand behind which (*mem-ber-lakukan*, *di-ke-tahui*, *ke-pe-milikan*); none may
#: stand behind *se-*.
_FOLLOW: dict[str, frozenset[str]] = {
    "": frozenset(prefix for _, prefix, _ in _PREFIXES),
    "me": frozenset({"per", "ber", "ke", "se"}),
    "di": frozenset({"per", "ber", "ke", "se"}),
    "pe": frozenset({"per", "ber"}),
    "per": frozenset({"ber"}),
    "ke": frozenset({"ber", "ter", "pe", "per", "se"}),
    "ber": frozenset({"ke", "pe", "per", "se"}),
    "ter": frozenset({"per", "ber", "ke", "se"}),
    "se": frozenset(),
}
#: The fewest letters of a root: of one that the word list confirms (*dinas* is not *di-* + *nas*),
#: of one of the own list.
_SHORTEST = 4
_SHORTEST_OWN = 3
#: The fewest letters of a root that nothing confirms.
_SHORTEST_UNKNOWN = 5
_VOWELS = frozenset("aeiou")
#: The ending that a prefix asks for: *ke-* makes nouns with *-an*, *me-* none (*meng-kali-kan*).
_ASKS_FOR = {"ke": {"an"}, "se": {"an"}, "per": {"an", "kan"}, "me": {"", "kan", "i"}}
#: The ending that a prefix usually brings along: a root that ends so was not taken apart far
#: enough.
_OTHER_HALF = {"pe": "an", "per": "an", "ke": "an", "me": "kan", "di": "kan"}
#: Stands for the ending of a prefix that has no other half, and ends no word.
_NO_HALF = "-"
#: The prefix that a suffix asks for: *-i* without one is the end of a root (*pasti* is not *past* +
#: *-i*).
_NEEDS_PREFIX = {"i": frozenset({"me", "di", "ter"}), "kan": frozenset({"me", "di", "ter", "ber"})}
#: Words of a place or office that must not meet the post they come from (*kecamatan* is not
#: *camat*).
_WHOLE = frozenset(
    {
        "kecamatan",
        "kelurahan",
        "kabupaten",
        "kementerian",
        "pemerintah",
        "pemerintahan",
        "perangkat",
    }
)


@dataclass(frozen=True)
class Form:
    """How a word is built.

    Prefixes from outside in, root, suffix, and an enclitic such as *-nya*.
    """

    prefixes: tuple[str, ...]
    root: str
    suffix: str
    enclitic: str
    known: bool

    @property
    def outer(self) -> str:
        """The outermost prefix; empty when there is none."""
        if self.prefixes:
            return self.prefixes[0]
        return ""

    def confixed(self, prefix: str) -> bool:
        """Whether the word stands between this prefix and *-an* (``pe-…-an``, ``ke-…-an``)."""
        return self.outer == prefix and self.suffix == "an"


@dataclass(frozen=True)
class _Front:
    """Prefixes taken from a word, what is left, the letters put back, and the letters that the prefixes took in print."""

    prefixes: tuple[str, ...]
    rest: str
    restored: int = 0
    printed: int = 0


def ends_in_nya(word: str) -> bool:
    """Whether a word ends in *-nya* behind a word: *meningkatnya*, not *hanya*.

    >>> ends_in_nya("meningkatnya"), ends_in_nya("hanya")
    (True, False)
    """
    return word.endswith("nya") and len(word) >= _SHORTEST + 3


def _is_root(word: str) -> bool:
    """Whether a word may be what remains.

    One of the own list, or a listed word that is long enough.
    """
    if len(word) < _SHORTEST:
        return len(word) >= _SHORTEST_OWN and word in forms("kata-dasar")
    return is_word(word) or word in forms("kata-dasar")


def _cuts(front: _Front) -> Iterator[_Front]:
    """Each prefix that may come next, and what is left behind it, the lost letter put back."""
    last = ""
    if front.prefixes:
        last = front.prefixes[-1]
    for printed, prefix, lost in _PREFIXES:
        rest = front.rest.removeprefix(printed)
        if rest == front.rest or prefix not in _FOLLOW[last]:
            continue
        for letter in lost:
            # A prefix swallows a letter only before a vowel; *te-* and *be-* stand before *r*
            # alone.
            if letter and rest[:1] not in _VOWELS:
                continue
            if printed in _BEFORE_R and rest[:1] != "r":
                continue
            yield _Front(
                (*front.prefixes, prefix),
                letter + rest,
                front.restored + len(letter),
                front.printed + len(printed),
            )


def _chains(front: _Front) -> Iterator[_Front]:
    """Every way to take prefixes from the front of a word, none included."""
    yield front
    if len(front.prefixes) < _DEEPEST:
        for cut in _cuts(front):
            yield from _chains(cut)


def _fits(prefixes: tuple[str, ...], suffix: str) -> bool:
    """Whether this suffix goes with these prefixes."""
    wanted = _NEEDS_PREFIX.get(suffix)
    return wanted is None or bool(wanted & set(prefixes))


def _endings(word: str) -> Iterator[tuple[str, str, str]]:
    """What is left of a word without each suffix and enclitic that it may end in, with these."""
    for enclitic in _ENCLITICS:
        bare = word.removesuffix(enclitic)
        if not word.endswith(enclitic):
            continue
        for suffix in _SUFFIXES:
            if bare.endswith(suffix):
                yield bare.removesuffix(suffix), suffix, enclitic


def _ways(word: str) -> Iterator[tuple[tuple[int, ...], Form]]:
    """Every way to take a word apart that leaves a root, with what speaks against it."""
    for left, suffix, enclitic in _endings(word):
        for front in _chains(_Front((), left)):
            if _is_root(front.rest) and _fits(front.prefixes, suffix):
                found = Form(front.prefixes, front.rest, suffix, enclitic, known=True)
                yield _cost(found, front), found


def _odd(way: Form) -> bool:
    """Whether affixes lack their other half, so that the root is likely to be more than that."""
    ending = _OTHER_HALF.get(way.outer, _NO_HALF)
    half = not way.suffix and way.root.endswith(ending)
    lone = way.suffix not in _ASKS_FOR.get(way.outer, {way.suffix})
    return half or lone


def _spoken(root: str) -> bool:
    """Whether a listed word is a verb of everyday speech that dropped *me-* and kept its sound (*nerima* for *menerima*)."""
    for sound, swallowed in _SOUNDS:
        rest = root.removeprefix(sound)
        if rest != root and _is_root(swallowed + rest):
            return True
    return False


def _cost(way: Form, front: _Front) -> tuple[int, ...]:
    """What speaks against a way.

    Half a confix, a root of no own list, a long root, letters put back, a rare root.
    """
    strange = way.root not in forms("kata-dasar")
    long = max(len(way.root), _SHORTEST_UNKNOWN)
    return (
        _odd(way),
        strange,
        _spoken(way.root),
        long,
        front.restored,
        -front.printed,
        rarity(way.root),
    )


@lru_cache(maxsize=KEPT)
def form(word: str) -> Form:
    """How a casefolded word is built; of several ways the whole one that leaves the shortest root.

    >>> form("terselenggaranya")
    Form(prefixes=('ter',), root='selenggara', suffix='', enclitic='nya', known=True)
    """
    ways = sorted(_ways(word), key=lambda way: way[0])
    if ways:
        return ways[0][1]
    return _unknown(word)


def _unknown(word: str) -> Form:
    """A word that leaves no listed root.

    The affixes that stand on it are taken off where enough remains.
    """
    plain, enclitic = _cut_off(word, ("nya",))
    left, suffix = _cut_off(plain, ("kan", "an"))
    cuts = (cut for cut in _cuts(_Front((), left)) if len(cut.rest) >= _SHORTEST_UNKNOWN)
    front = next(cuts, _Front((), left))
    return Form(front.prefixes, front.rest, suffix, enclitic, known=False)


def _cut_off(word: str, endings: tuple[str, ...]) -> tuple[str, str]:
    """A word without the first of these endings that leaves enough, and that ending."""
    for ending in endings:
        left = word.removesuffix(ending)
        if left != word and len(left) >= _SHORTEST_UNKNOWN:
            return left, ending
    return word, ""


def stem(word: str) -> str:
    """The root of a word, by which *pelayanan*, *terlayani* and *dilayani* are one.

    Places and offices stay whole.

    >>> [stem(w) for w in ("meningkatnya", "peningkatan", "pelayanan", "terlayaninya", "kecamatan")]
    ['tingkat', 'tingkat', 'layan', 'layan', 'kecamatan']
    """
    if word in _WHOLE or not word.isalpha():
        return word
    return form(word).root


@lru_cache(maxsize=KEPT)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of a text, in their order.

    >>> stems("Meningkatnya mutu pelayanan")
    ('tingkat', 'mutu', 'layan')
    """
    return tuple(map(stem, words(text)))
