"""Tests of derived facts."""
