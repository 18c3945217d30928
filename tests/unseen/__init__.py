"""Documents that the program had not seen when their expected findings were written."""
