"""Everything that a foreign engine or server needs to find what we find, in one folder."""
