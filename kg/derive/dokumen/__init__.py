"""Facts for the rules of the document itself."""
