"""Checks thousands of kecamatan: each by itself, in processes of its own, and none twice."""
