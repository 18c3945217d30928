"""Tests of what comes in: gate, parsers, workbooks, layouts, the empty form."""
