"""Compares kecamatan with each other.

What each check keeps for it, and the questions asked of all of them at once.
"""
