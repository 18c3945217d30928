"""Whole jobs: load documents, check units, answer questions.

Command line and reports only translate these.
"""
