"""Regions: lists of codes and names by decree, what changed between them, names that are looked up, and marks of elsewhere."""
