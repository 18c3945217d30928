"""One builder a sheet: rows of the form become statements with the row and cell they come from."""
