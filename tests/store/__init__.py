"""Tests of the store and of loading into it."""
