"""A check in one file, in the forms that people and machines ask for."""
