"""``laporan.pdf``: the report that is printed and signed.

Python gathers the facts, the Typst template sets them.
"""
