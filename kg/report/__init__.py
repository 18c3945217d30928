"""Reports: the same facts as text, JSON and Turtle, and the generated pages of docs/."""
