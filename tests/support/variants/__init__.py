"""Conventional documents as officials vary them, made from a seed together with what they say."""
