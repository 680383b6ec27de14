"""From a file as somebody sent it to rows that can be checked (收表).

guards → files → tables: what may be opened, its sheets as raw rows, and the table found in a sheet.
"""
