"""Conventional documents read as they are: which layout a file has, what its columns mean, and what its rows say."""
