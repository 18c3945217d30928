"""A picture is measured before its lines are led: the measure is that of the picture that is then drawn."""

from itertools import starmap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.report.drawing.layout import _frame, _ways, place
from kg.report.drawing.scene import Scene, scene
from tests.support.trees import facts_of, node


def _measured(shown: Scene) -> None:
    for way in _ways(shown):
        assert _frame(*way) == place(*way).frame


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.integers(-1, 30), min_size=1, max_size=40))
def test_any_tree_is_measured_as_it_is_drawn(uppers: list[int]) -> None:
    """Chains, broad trees, several roots, leaves in piles."""
    nodes = [node(f"N{i}", "antara", *([f"N{a}"] if a >= 0 else [])) for i, a in enumerate(uppers)]
    _measured(scene(facts_of(*nodes), [], "id"))


@pytest.mark.parametrize("many", [0, 1, 30])
def test_loose_nodes_are_measured_as_they_are_drawn(many: int) -> None:
    """Nothing at all, one box, and roots in piles, to which no line leads."""
    _measured(
        scene(facts_of(*starmap(node, [(f"N{i}", "outcome") for i in range(many)])), [], "id")
    )
