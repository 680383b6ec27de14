"""Record pages of members and their spells."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from members import actions
from members.admin.people import PersonAdmin
from members.bulk import TransferMembers
from members.filters import SpellFilter
from members.forms import JoinForm, PersonForm
from members.models import Member, Membership
from unions.admin.base import TrackedInline
from unions.admin.display import chip
from unions.clock import today
from unions.dates import partial_date_of
from unions.filters import UnderUnion


class SpellInline(TrackedInline):
    model = Membership
    fields = ("union", "kind", "from_on", "start_reason", "to_on", "end_reason")
    readonly_fields = ("since",)
    autocomplete_fields = ("union",)
    verbose_name_plural = "会籍经历（登记错了在这里更正；转移、保留、退会请用“办理会籍变动”）"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only reads sees the first day as exactly as it is known."""
        fields = super().get_fields(request, obj)
        if self.is_editable(request, obj):
            return fields
        return ["since" if field == "from_on" else field for field in fields]

    @admin.display(description="起")
    def since(self, spell: Membership) -> str:
        return str(partial_date_of(spell, "from_on"))


FIELDSETS: Any = (
    ("本人", {"fields": ("name", ("id_number", "phone"), ("sex", "birth_on", "nation"))}),
    ("会籍", {"fields": ("union", "card_no")}),
    (
        "工作",
        {
            "fields": (
                ("workplace", "department"),
                ("employment", "skill_level", "is_migrant"),
                ("politics", "education"),
                "remark",
            )
        },
    ),
)


class _MemberColumns:
    """What the list of members shows beside plain columns."""

    @admin.display(description="入会")
    def joined(self, member: Member) -> str:
        spells = list(member.spells.all())
        return str(partial_date_of(spells[0], "from_on")) if spells else "未登记"

    @admin.display(description="会籍")
    def state(self, member: Member) -> SafeString:
        running = [s for s in member.spells.all() if s.to_on is None or s.to_on > today()]
        if not running:
            return chip("已离会")
        active = running[-1].kind == Membership.Kind.ACTIVE
        return chip("在籍", "ok") if active else chip("会籍保留", "info")

    @admin.display(description="手机")
    def masked_phone(self, member: Member) -> str:
        return member.masked_phone


@admin.register(Member)
class MemberAdmin(_MemberColumns, PersonAdmin):
    list_display = ("name", "sex", "union", "joined", "state", "masked_phone")
    list_filter = (UnderUnion, SpellFilter, "sex", "is_migrant")
    search_fields = ("search_text",)
    search_help_text = "可按姓名、拼音首字母查找；输入18位身份证号可直接打开会员"
    choice_order = ("name", "pk")
    autocomplete_fields = ("union",)
    inlines = (SpellInline,)
    told_with = ("spells",)
    actions = ("transfer_members",)
    fieldsets = FIELDSETS

    @staticmethod
    def choice_label(member: Member) -> str:
        """Namesakes are told apart by union and age, never by their numbers."""
        born = f"，{member.birth_on.year}年生" if member.birth_on else ""
        return f"{member.name}（{member.union.name}{born}）"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("spells")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        groups = list(super().get_fieldsets(request, obj))
        if obj is None:
            groups[1] = ("会籍", {"fields": ("union", "joined_on", "card_no")})
        return groups

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs = {"form": PersonForm if obj else JoinForm, **kwargs}
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("union",) if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    @admin.action(description="批量转移会员", permissions=["change"])
    def transfer_members(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return TransferMembers()(self, request, queryset)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """With the button 办理会籍变动 for those who may use it."""
        if self.has_change_permission(request):
            extra_context = {"can_move": True, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra_context)

    def store(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if change:
            obj.save()
        else:
            actions.join(obj, form.cleaned_data["joined_on"], by=request.user)  # type: ignore[arg-type]
