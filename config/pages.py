"""Where a record is opened, so that the lower layers need not know the pages."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

__all__ = ["PAGES"]


def _page(name: str, key: str = "pk") -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[getattr(record, key)])


# Django gives each of these models a get_absolute_url().
PAGES = {
    "unions.union": _page("reports:union_page"),
    "members.member": _page("reports:member_page"),
    "members.aidcase": _page("reports:aid_page"),
    "unions.attachment": _page("unions:attachment", "token"),
}
