"""Pictures of the performance tree: Graphviz places the boxes, this package says what is in them and paints."""

from kg.report.drawing.graphviz import is_available
from kg.report.drawing.pages import Page, pages
from kg.report.drawing.scene import Highlight
from kg.report.drawing.tree import tree_png, tree_svg

__all__ = ["Highlight", "Page", "is_available", "pages", "tree_png", "tree_svg"]
