"""Tests of questions; their cases are in tests/queries."""
