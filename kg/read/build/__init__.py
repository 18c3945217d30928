"""Rows of the form become statements; one module per subject, all writing through one :class:`Builder`."""
