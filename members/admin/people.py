"""What record pages of people share: numbers masked until a reason is given."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from members.admin.exporting import NUMBERS, export_numbers
from members.forms import PersonForm
from members.models import Disclosure
from members.text import looks_like_id_number
from members.views import disclose_address
from unions.admin.base import RecordAdmin
from unions.admin.display import masked
from unions.fields import EncryptedField

__all__ = ["PersonAdmin"]


class PersonAdmin(RecordAdmin):
    """Numbers appear in full only on the record's own page, while a disclosure of the user runs."""

    form = PersonForm
    change_form_template = "records/person.html"
    export_words: ClassVar[dict[str, str]] = {
        **RecordAdmin.export_words,
        NUMBERS: "带完整号码（说明原因）",
    }

    class Media:
        js = (Script("members/find.js", **{"data-find": reverse_lazy("members:find")}),)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """An ID number typed without our script must not be repeated in links and logs."""
        self.require_role(request)
        if looks_like_id_number(request.GET.get("q", "")):
            messages.warning(request, "身份证号请在这里查找，不要写在网址里。")
            return HttpResponseRedirect(reverse("members:find"))
        return super().changelist_view(request, extra_context)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Masked before the page is made for those who only read; they never save."""
        person = super().get_object(request, object_id, from_field)
        if not self.has_change_permission(request, person) and not self._open(request):
            for field in self.opts.fields:
                if isinstance(field, EncryptedField):
                    number = getattr(person, field.name)
                    setattr(person, field.name, number and masked(field.name, number))
        return person

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.is_open = self._open(request) is not None
        return form

    def export_actions(self, request: HttpRequest) -> dict[str, Any]:
        found = super().export_actions(request)
        if found and self._may_disclose(request):
            found[NUMBERS] = (export_numbers, NUMBERS, "导出所选（完整号码）")
        return found

    def _may_disclose(self, request: HttpRequest) -> bool:
        return request.user.has_perm("members.add_disclosure")

    def _open(self, request: HttpRequest) -> Disclosure | None:
        """The running disclosure; asked of the database once a request."""
        if not hasattr(request, "running_disclosure"):
            allowed = self._may_disclose(request)
            running = Disclosure.open_for(request.user) if allowed else None  # type: ignore[arg-type]
            request.running_disclosure = running  # type: ignore[attr-defined]
        found: Disclosure | None = request.running_disclosure  # type: ignore[attr-defined]
        return found

    def before_files(self, request: HttpRequest, record: Any) -> str:
        """A scan may show the numbers: it is fetched under a disclosure, which notes whose."""
        if (running := self._open(request)) is None:
            opts = record._meta
            page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
            return disclose_address(page)
        running.note(record)
        return ""

    def render_change_form(  # noqa: PLR0917 - the signature of Django
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Notes that the numbers of this record were on the screen, or offers to show them."""
        if obj and (running := self._open(request)):
            running.note(obj)
        elif obj and self._may_disclose(request):
            context["disclose_address"] = disclose_address(request.path)
        return super().render_change_form(request, context, add, change, form_url, obj)
