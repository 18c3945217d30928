"""The one gate for foreign bytes: files come in here and leave as checked documents, whole or not at all."""
