"""Filters above the list of members."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from members.models import Membership
from unions.clock import today

__all__ = ["SpellFilter"]


class SpellFilter(admin.SimpleListFilter):
    """State of membership as of today."""

    title = "会籍"
    parameter_name = "spell"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("active", "在籍"), ("retained", "会籍保留"), ("none", "已离会")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        running = Q(to_on__isnull=True) | Q(to_on__gt=today())
        spells = Membership.objects.filter(running, member=OuterRef("pk"))
        if self.value() == "none":
            return queryset.filter(~Exists(spells))
        if self.value() in Membership.Kind.values:
            return queryset.filter(Exists(spells.filter(kind=self.value())))
        return queryset
