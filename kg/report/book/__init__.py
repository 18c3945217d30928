"""``laporan.xlsx``: the dossier as sheets that staff of an inspectorate filter, sign off and send back."""
