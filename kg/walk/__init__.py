"""Walking one graph: what it says of a node, the way up, and where a statement stands."""
