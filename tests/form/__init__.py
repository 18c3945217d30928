"""The form: what people write into it, in every kind of file, and what is said about it."""
