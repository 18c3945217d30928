"""Facts for the rules of indicators."""
