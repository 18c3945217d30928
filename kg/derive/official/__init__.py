"""The lists of the national nomenclature, and the one matcher of names that reads them."""
