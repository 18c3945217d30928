"""All derivations over one kecamatan and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyoxigraph import NamedNode, Triple

from kg.derive.cascading.agreements import agreements
from kg.derive.cascading.budgets import budgets
from kg.derive.cascading.chains import chains
from kg.derive.cascading.columns import absent_columns
from kg.derive.cascading.copies import copied_duties, copied_formulas
from kg.derive.cascading.holders import echelons, lower_keys, structure, terms
from kg.derive.cascading.mandates import mandates
from kg.derive.cascading.roles import supported_superiors
from kg.derive.cascading.rungs import absent_rungs
from kg.derive.cascading.strangers import strangers
from kg.derive.classes import further_levels, named_components, stated_indicators, trees
from kg.derive.context import Context, Graphs, view_of
from kg.derive.dokumen.documents import (
    kelurahan,
    placeholders,
    repeated_rows,
    reprinted_blocks,
    titles,
)
from kg.derive.dokumen.mentions import foreign_kecamatan
from kg.derive.dokumen.own_region import region
from kg.derive.dokumen.row_numbers import numbering
from kg.derive.dokumen.slips import slips
from kg.derive.dokumen.villages import villages
from kg.derive.indikator.formulas import formulas
from kg.derive.indikator.measures import measures, not_formulas, polarity
from kg.derive.indikator.ratios import ratios
from kg.derive.indikator.reuse import same_indicators, targets_apart
from kg.derive.indikator.same_statement import measured_above
from kg.derive.indikator.unmeasured import unmeasured_levels
from kg.derive.indikator.wording import indicator_wording, untyped
from kg.derive.nomenklatur.naming import official_names, unknown_names
from kg.derive.nomenklatur.standards import standard_indicators
from kg.derive.nomenklatur.topics import mentioned_programs
from kg.derive.nomenklatur.versions import listed_codes, versions_in_force
from kg.derive.official.nomenclature import Nomenclature, nomenclature
from kg.derive.places import without_place
from kg.derive.readable import readable
from kg.derive.regions import LokalRegions
from kg.derive.struktur.bindings import early_bindings
from kg.derive.struktur.circles import circles
from kg.derive.struktur.echoes import echoes
from kg.derive.struktur.levels import absent_levels
from kg.derive.struktur.partners import partners
from kg.derive.struktur.repeats import reprints, same_results
from kg.derive.struktur.result_wording import result_wording, single_children
from kg.derive.struktur.scopes import lost_scopes
from kg.derive.target.bounds import bounds
from kg.derive.target.claimed import claims_of_achievement
from kg.derive.target.quarters import quarters
from kg.derive.target.realised import achievements, realisations
from kg.derive.target.series import falls_back, flat_targets, steps_back, target_units
from kg.derive.target.target_units import equivalents
from kg.derive.target.years import missing_texts, steps_read, years_without_target
from kg.derive.target.years_beside import years_outside
from kg.derive.vocabulary import Vocabulary, bundled, in_force
from kg.read.asread import parts_of
from kg.read.ontology import Ontology
from kg.walk.view import View

__all__ = ["DERIVATIONS", "derive", "with_facts"]

#: Every derivation; a new derived fact is one function here and one property in
#: ``ontology/turunan/``.
DERIVATIONS: tuple[Callable[[Context], Iterable[Triple]], ...] = (
    trees,
    further_levels,
    stated_indicators,
    named_components,
    measures,
    not_formulas,
    polarity,
    bounds,
    foreign_kecamatan,
    years_without_target,
    steps_read,
    missing_texts,
    indicator_wording,
    untyped,
    ratios,
    formulas,
    target_units,
    flat_targets,
    falls_back,
    equivalents,
    steps_back,
    years_outside,
    achievements,
    realisations,
    claims_of_achievement,
    quarters,
    budgets,
    result_wording,
    echoes,
    early_bindings,
    circles,
    lost_scopes,
    partners,
    single_children,
    same_results,
    same_indicators,
    targets_apart,
    reprints,
    structure,
    chains,
    supported_superiors,
    echelons,
    terms,
    lower_keys,
    mandates,
    titles,
    placeholders,
    repeated_rows,
    reprinted_blocks,
    numbering,
    kelurahan,
    region,
    copied_formulas,
    copied_duties,
    agreements,
    villages,
    slips,
    official_names,
    unknown_names,
    standard_indicators,
    versions_in_force,
    listed_codes,
    mentioned_programs,
    absent_columns,
    absent_levels,
    absent_rungs,
    without_place,
    measured_above,
    unmeasured_levels,
    strangers,
)


def derive(
    graphs: Graphs,
    ontology: Ontology,
    lists: Vocabulary | None = None,
    view: View | None = None,
    known: Nomenclature | None = None,
    others: Iterable[Graphs] = (),
) -> list[Triple]:
    """The derived facts of one unit, sorted; what it is told is told by :func:`with_facts`."""
    return with_facts(graphs, ontology, lists, view, known, others).added()


def with_facts(
    graphs: Graphs,
    ontology: Ontology,
    lists: Vocabulary | None = None,
    view: View | None = None,
    known: Nomenclature | None = None,
    others: Iterable[Graphs] = (),
) -> View:
    """The statements of one unit with its derived facts.

    ``graphs`` holds the statements of its documents by graph.

    The same statements give the same facts whatever their order. ``lists`` are other word lists and
    thresholds than those that come with the program, ``view`` is what :func:`view_of` made of the
    statements, ``known`` the nomenclature when lists were imported, ``others`` the documents of the
    other periods of the same kecamatan: a promise of one year is held against a plan of five.
    """
    chosen = lists or bundled()
    with in_force(chosen):
        return _told(graphs, view or view_of(graphs, ontology), chosen, known, tuple(others))


def _told(
    graphs: Graphs,
    view: View,
    lists: Vocabulary,
    known: Nomenclature | None,
    others: tuple[Graphs, ...],
) -> View:
    subjects = {}
    for graph, triples in graphs.items():
        # The view of a single document holds nothing else: no need to walk through it again.
        things = view.things() if len(graphs) == 1 else {parts[0] for parts in parts_of(triples)}
        named = (s for s in things if isinstance(s, NamedNode))
        subjects[graph] = sorted(named, key=lambda node: node.value)
    held = known or nomenclature()
    context = Context(view, subjects, lists, LokalRegions(held.places), held, others)
    facts: list[Triple] = []
    for derivation in DERIVATIONS:
        facts.extend(derivation(context))
    told = view.plus(facts)
    # Last: which nodes a rule can be held against depends on the other facts as well.
    return told.with_members(readable(told))
