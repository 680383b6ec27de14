"""People: members and hardship aid."""

from members.models.aid import AidCase
from members.models.aid_parts import AidHousehold, AidPayment, AidStep
from members.models.disclosure import DisclosedRecord, Disclosure
from members.models.members import Member
from members.models.memberships import Membership
from members.models.visits import Visit

__all__ = [
    "AidCase",
    "AidHousehold",
    "AidPayment",
    "AidStep",
    "DisclosedRecord",
    "Disclosure",
    "Member",
    "Membership",
    "Visit",
]
