"""The one gate for foreign bytes.

Files come in here and leave as checked documents, whole or not at all.
"""
