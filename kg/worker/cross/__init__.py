"""Compares kecamatan with each other: what each check keeps for it, and the questions asked of all of them at once."""
