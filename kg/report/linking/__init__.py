"""The sheets on which people decide what names mean."""
