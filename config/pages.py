"""Where the dossier of a record is, so that the lower layers need not know the pages."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

__all__ = ["DOSSIERS"]


def _page(name: str) -> Callable[[Any], str]:
    return lambda record: reverse(name, args=[record.pk])


# Django gives each of these models a get_absolute_url().
DOSSIERS = {
    "unions.union": _page("reports:union_page"),
    "members.member": _page("reports:member_page"),
    "members.aidcase": _page("reports:aid_page"),
}
