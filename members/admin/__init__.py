"""Record pages of people; one module per line of work."""

from members.admin import aid, disclosure, members, unions, visits

__all__ = ["aid", "disclosure", "members", "unions", "visits"]
