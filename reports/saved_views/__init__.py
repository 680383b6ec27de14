"""视图: lists as somebody filtered them, under a name, above the list they belong to."""
