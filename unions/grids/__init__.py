"""表格录入: many rows of one kind typed or pasted on one page and saved at once."""
