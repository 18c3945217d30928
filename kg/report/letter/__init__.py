"""The covering letter of a report."""
