"""Pictures of the performance tree: what is in a box, where it stands, and how it is painted."""

from kg.report.drawing.pages import DrawnPage, pages
from kg.report.drawing.scene import Highlight
from kg.report.drawing.tree import tree_png, tree_svg

__all__ = ["DrawnPage", "Highlight", "pages", "tree_png", "tree_svg"]
