"""Ties names to the national nomenclature and kecamatan to the world.

Lists in, matches, decisions of people, links out.
"""
