"""Ties names to the national nomenclature and kecamatan to the world: lists in, matches, decisions of people, links out."""
