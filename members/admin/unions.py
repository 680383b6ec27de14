"""The list of unions with what moves people too: 撤销, 合并."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from members.bulk import DissolveUnions, MergeUnions
from unions.admin.organisation import UnionAdmin
from unions.models import Union

admin.site.unregister(Union)


@admin.register(Union)
class ReorganisedUnionAdmin(UnionAdmin):
    """In this app, because members go with their unions."""

    actions = ("merge_unions", "dissolve_unions")

    @admin.action(description="合并工会", permissions=["change"])
    def merge_unions(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return MergeUnions()(self, request, queryset)

    @admin.action(description="撤销工会", permissions=["change"])
    def dissolve_unions(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return DissolveUnions()(self, request, queryset)
