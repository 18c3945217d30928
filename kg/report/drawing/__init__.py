"""Pictures of the performance tree: Graphviz places the boxes, this package says what is in them and paints."""

from kg.report.drawing.scene import Highlight
from kg.report.drawing.tree import tree_svg

__all__ = ["Highlight", "tree_svg"]
