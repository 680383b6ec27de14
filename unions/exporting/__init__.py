"""From the rows of a list to a workbook that can be read back without a change.

columns → registers → workbooks: what the columns hold, which of them are meant, and the file.
"""
