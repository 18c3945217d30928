"""The workbook form: sheets, columns and the typed rows that the loader works on."""
