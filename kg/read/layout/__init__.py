"""Conventional documents read as they are.

Which layout a file has, what its columns mean, and what its rows say.
"""
