"""Facts for the rules of the national nomenclature."""
