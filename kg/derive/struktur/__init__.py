"""Facts for the rules of the tree."""
