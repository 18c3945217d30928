"""Tests of the nomenclature, its lists and the matcher."""
