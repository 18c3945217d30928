"""The facts of one check that every part of a report is written from, and the sentences they share."""
