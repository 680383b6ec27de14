"""What staff say of a sheet: which file, what it holds, whose it is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reports.collecting.prefilled import FORMS
from reports.collecting.receiving import ManyFilesField, ManyFilesInput
from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.orders import SheetTold
from unions.models import Union, User
from unions.permissions import paths_granting

__all__ = ["HandoutForm", "MeaningForm", "UploadForm", "offered", "roots_for"]


def offered(user: User, root: Union | None = None) -> dict[str, str]:
    """Record types this user may bring in, by name: into this town, else into any."""
    found = {}
    for name, resource in importable().items():
        paths = paths_granting(user, resource._meta.model._meta.label_lower, "import")
        if paths and (root is None or root.path.startswith(tuple(paths))):
            found[name] = resource.label
    return found


def roots_for(user: User) -> Any:
    """The towns into which this user may bring sheets."""
    return Union.objects.filter(path__in=paths_granting(user, "unions.union", "import"))


class _TownForm(forms.Form):
    """Asks for the town only of those who have several."""

    root = forms.ModelChoiceField(Union.objects.none(), label="收到哪里", empty_label=None)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.user = user
        roots = roots_for(user)
        self.fields["root"].queryset = roots  # type: ignore[attr-defined]
        if len(roots) == 1:
            self.fields["root"].widget = forms.HiddenInput()
            self.fields["root"].initial = roots[0].pk

    def clean(self) -> dict[str, Any]:
        """The right to one record type may be held in one town only."""
        chosen = super().clean() or {}
        root, name = chosen.get("root"), chosen.get("resource")
        if root and name and name not in offered(self.user, root):
            label = offered(self.user)[name]
            self.add_error("resource", f"您不能往“{root}”收{label}，请换一个镇或换一种表。")
        return chosen


class OrderForm(_TownForm):
    """How a sheet is to be read; an empty field means "as the sheet says"."""

    resource = forms.ChoiceField(label="种类", required=False)
    union = forms.CharField(
        label="填报工会", required=False, help_text="表里没有工会一栏、也没写填报单位时才要填。"
    )
    as_of = ChineseDateFormField(
        label="统计截至", required=False, help_text="留空按表格标题里的日期，没有就按今天。"
    )

    field_order: tuple[str, ...] = ("resource", "root", "union", "as_of")
    unknown = ""  # what was written for the union and none is called

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        kinds = [("", "自动识别"), *offered(user).items()]
        self.fields["resource"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean()
        if (name := chosen.get("union")) and (root := chosen.get("root")):
            try:
                directory = UnionDirectory(Union.objects.subtree_of(root))
                chosen["union"] = directory.find(name)
            except ValidationError as error:
                self.unknown = name
                self.add_error("union", error)
        return chosen


class MeaningForm(OrderForm):
    """For a file that lies here: also which sheet, and which row of it is the header."""

    sheet = forms.CharField(label="工作表", required=False, max_length=100, widget=forms.Select)
    header = forms.IntegerField(
        label="表头在第几行", required=False, min_value=1, max_value=1_000_000
    )
    FIRST = ("sheet", "resource")  # the others are seldom needed
    field_order = ("sheet", "resource", "root", "header", "union", "as_of")

    @property
    def first(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.FIRST]

    @property
    def further(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    def offer(self, sheets: Sequence[SheetTold], read: str, header_row: int | None) -> None:
        """The sheets of the file by name and rows; what is read at present."""
        rows = {sheet.name: sheet.rows for sheet in sheets}
        best = f"自动：{read}（{rows.get(read, 0)} 行）" if read else "自动"
        choices = [("", best), *((name, f"{name}（{count} 行）") for name, count in rows.items())]
        self.fields["sheet"].widget = forms.Select(choices=choices)
        if len(rows) < 2:
            self.fields["sheet"].widget = forms.HiddenInput()
        now = f"，现在是第 {header_row} 行" if header_row else ""
        self.fields["header"].help_text = f"留空由系统找{now}。"


class HandoutForm(_TownForm):
    """Which prefilled forms go out, and as of which day they ask."""

    resource = forms.ChoiceField(label="填报什么", help_text="会员多的镇，会员表要等半分钟左右。")
    as_of = ChineseDateFormField(
        label="统计截至", initial=today, help_text="填报表上写明这一天，收回来就按这一天算。"
    )

    field_order = ("resource", "root", "as_of")

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        labels = offered(user)
        kinds = [(name, labels[name]) for name in FORMS if name in labels]
        self.fields["resource"].choices = kinds  # type: ignore[attr-defined]


class UploadForm(OrderForm):
    file = ManyFilesField(
        label="表格文件",
        error_messages={"required": "请选择要收的文件。"},
        allow_empty_file=True,  # named among the others with its reason
        help_text="可以一次选许多个文件，也可以交一个 .zip 压缩包；直接拖到这里也行。",
        widget=ManyFilesInput(attrs={"accept": ".xlsx,.xls,.csv,.zip", "class": "drop"}),
    )
    field_order = ("file", "resource", "root", "union", "as_of")
