"""What a link field offers while a name is typed: rows the user may choose, the likely ones first.

The same rows are checked again when the form is posted (unions/admin/links.py).
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse

from unions.admin.links import LinkSelect, choices_of

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Any]
else:
    _Choice = forms.ModelChoiceField

__all__ = ["ChoiceField", "ChoiceView"]


class ChoiceView(AutocompleteJsonView):
    """Answers 输入名称查找; how a row reads and in which order is said by its ModelAdmin.

    ``choice_order`` puts those still in use first; ``choice_label`` tells namesakes apart.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A record type the role may not see does not exist for it, here too."""
        try:
            return super().get(request, *args, **kwargs)
        except PermissionDenied as refused:
            raise Http404 from refused

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        allowed = choices_of(self.source_field, self.request.user)
        if allowed is not None:
            rows = rows.filter(pk__in=allowed.order_by().values("pk"))
        related = self.model_admin.list_select_related
        rows = rows.select_related(*related) if isinstance(related, tuple) else rows
        order = getattr(self.model_admin, "choice_order", ())
        return rows.order_by(*order) if order else rows

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        told: dict[str, str] = super().serialize_result(obj, to_field_name)
        if label := getattr(self.model_admin, "choice_label", None):
            told["text"] = label(obj)
        return told


class ChoiceField(_Choice):
    """A link in an own form, searched by name or pinyin like those of record pages.

    ``link`` is the model field whose rule decides what is offered.
    """

    def __init__(self, link: Any, **options: Any) -> None:
        field: models.Field[Any, Any] = link.field
        rows = field.related_model._default_manager.none()  # type: ignore[union-attr]
        options.setdefault("widget", LinkSelect(field, admin.site))
        super().__init__(rows, **options)
