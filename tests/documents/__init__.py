"""What careful readers expect of the five documents, and the tests that hold it."""
