"""Answers over many kecamatan as rows, objects and files."""
