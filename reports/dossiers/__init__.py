"""一会一档 and its kin: everything on file about a union, a member, an aid case, on one page.

Declared as data: archive kind → sections → rows in the domain's words → columns. The pages and
their templates know no record type.
"""
