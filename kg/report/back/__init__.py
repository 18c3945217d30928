"""The planner's own workbook, sent back with its findings on the cells."""
