"""Tests of every part of a report."""
