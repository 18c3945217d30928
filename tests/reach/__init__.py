"""Wordings of one kind of fault by rule: how many of the faulty ones a rule hits, how many sound ones it accuses."""
