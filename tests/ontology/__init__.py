"""Tests of the ontology and of what is inferred from it."""
