"""The report bundle: one set of facts, written as many parts."""
