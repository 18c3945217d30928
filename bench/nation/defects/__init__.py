"""Defects of which every consequence is known: one function per kind."""

from bench.nation.defects import indicators, papers, planning, posts, targets, tree
from bench.nation.defects.damage import KINDS, Damage, Kind, Planted

__all__ = [
    "KINDS",
    "Damage",
    "Kind",
    "Planted",
    "indicators",
    "papers",
    "planning",
    "posts",
    "targets",
    "tree",
]
