"""Posts that by their name stand in another organisation than the kecamatan (PP 17/2018)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.derive.bahasa.daftar import entry_at, form_at, forms
from kg.derive.context import Context
from kg.derive.text import normal, words
from kg.terms import KIN, ORG

__all__ = ["strangers"]

_POSTS = "jabatan-lain"
_BODIES = ("lembaga-lain", "mitra-kecamatan")
#: What heads the name of an office of the region, whatever its matter.
_OFFICES = "sebutan-dinas"
#: What the head of a kecamatan is called.
_LEADS = ("camat ", "panewu ", "kepala distrik ", "sekretaris camat ")
#: Words that open the name of a post of the own office, whatever it deals with.
_HEADS = "kepala-unit"
#: Behind a head these name a part of the own office, whatever body it has its name from.
_UNITS = "unit-kecamatan"


def _opens_own(tokens: tuple[str, ...]) -> bool:
    """Whether the name opens like a post of a kecamatan: a section, a clerk, an analyst."""
    if not tokens:
        return True
    own = entry_at("jabatan-sendiri", tokens) is not None or tokens[0] in forms("kata-jabatan")
    return own and not (tokens[0] in forms(_HEADS) and not forms(_UNITS) & set(tokens[1:3]))


def _of_another_kecamatan(context: Context, name: str) -> str:
    """The other kecamatan of the kabupaten whose camat a post is; empty for the own one."""
    plain = normal(name)
    behind = next((plain.removeprefix(lead) for lead in _LEADS if plain.startswith(lead)), "")
    if not behind or not context.known_region:
        return ""
    others = map(normal, context.regions.neighbours(context.region_code))
    return plain if behind in set(others) else ""


def _elsewhere(name: str) -> str:
    """The words by which a post stands elsewhere."""
    tokens = tuple(words(name))
    listed = form_at(_POSTS, tokens)
    if listed:
        return listed
    if _opens_own(tokens):
        return ""
    for at, word in enumerate(tokens):
        office = " ".join(tokens[at : at + 2]) if word in forms(_OFFICES) and at else ""
        found = next(filter(None, (form_at(body, tokens, at) for body in _BODIES)), "")
        if office or found:
            return office or found
    return ""


def _unit(context: Context, post: NamedNode) -> str:
    """The office of the region that the own unit of a post is said to be."""
    for place in context.view.nodes(post, ORG["postIn"]):
        label = context.view.label(place)
        tokens = tuple(words(label))
        listed = any(form_at(body, tokens) for body in _BODIES)
        if tokens and (tokens[0] in forms(_OFFICES) or listed):
            return label
    return ""


def strangers(context: Context) -> Iterator[Triple]:
    """Posts named after another organisation, that the document itself puts in none."""
    for post in context.view.instances(KIN["Jabatan"]):
        places = context.view.nodes(post, ORG["postIn"])
        if any(context.view.is_a(place, KIN["OrganisasiLain"]) for place in places):
            continue
        name = context.view.label(post)
        told = _of_another_kecamatan(context, name) or _elsewhere(name) or _unit(context, post)
        if told:
            yield Triple(post, KIN["jabatanOrganisasiLain"], Literal(told))
