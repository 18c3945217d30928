"""All families of twins."""

from __future__ import annotations

from tests.twins.codes import CODES, VERSIONS
from tests.twins.measures import INDICATORS, TARGETS
from tests.twins.plan import PLAN
from tests.twins.posts import CAPS, POSTS
from tests.twins.tree import LABELS, PRINTS, TREE
from tests.twins.world import Family

__all__ = ["FAMILIES"]

#: Every family of rules that is tried on the same kind of random graph.
FAMILIES: tuple[Family, ...] = (
    TREE,
    LABELS,
    PRINTS,
    PLAN,
    CODES,
    VERSIONS,
    POSTS,
    CAPS,
    INDICATORS,
    TARGETS,
)
