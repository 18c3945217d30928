"""The empty form: a workbook or a folder of CSV sheets, made from the one definition of the form alone."""
