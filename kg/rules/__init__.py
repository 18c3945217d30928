"""The rules: read from ``shapes/``, run by one of two engines, told as findings."""
