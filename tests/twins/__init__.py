"""Python twins of the structural rules: each says in a few lines of plain Python what its rule says in SHACL."""
