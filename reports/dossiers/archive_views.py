"""档案完整度 over all unions of a town, and the page that switches archive kinds on (档案类别)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from members.models import AidCase
from reports.dossiers.archives import REQUIREMENTS, KindState, kinds_on, states
from reports.models import ArchiveKind, ArchiveKindSetting
from unions.clock import today
from unions.models import Union
from unions.pages import shell_page
from unions.permissions import granted_paths, reaches
from unions.records import StaleRecord

__all__ = ["archive_kinds", "archives"]

PER_PAGE = 250


class KindsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="启用的类别",
        choices=ArchiveKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "没有“%(value)s”这个档案类别，请刷新页面再选。"},
    )


@require_safe
def archives(request: HttpRequest) -> HttpResponse:
    """Which union lacks which kind."""
    towns = _towns(request)
    root = _asked(request, towns)
    shown = [kind for kind in ArchiveKind if _may_know(request, root, kind)]
    standing = states(root, kinds_on(root) & frozenset(shown), today())
    unions = Union.objects.subtree_of(root).grassroots().active_on(today()).order_by("code")
    every = [(union, [s for s in standing.of(union) if s.is_on]) for union in unions]
    faulty = [row for row in every if not all(state.is_complete for state in row[1])]
    only = bool(request.GET.get("only"))
    rows = Paginator(faulty if only else every, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": "档案完整度",
        "root": root,
        "towns": list(towns) if towns.count() > 1 else [],
        "kinds_on": [kind for kind in shown if kind in standing.kinds],
        "kinds_off": [kind for kind in shown if kind not in standing.kinds],
        "lacking": _lacking([row for _, row in every]),
        "counts": {"all": len(every), "faulty": len(faulty), "complete": len(every) - len(faulty)},
        "only": only,
        "page": rows,
    }
    return shell_page(request, "dossiers/archives.html", context)


def _lacking(rows: list[list[KindState]]) -> list[int]:
    """Per kind switched on, how many unions lack something in it."""
    return [sum(not state.is_complete for state in column) for column in zip(*rows, strict=True)]


def _may_know(request: HttpRequest, root: Union, kind: ArchiveKind) -> bool:
    """That a small union has an aid case at all tells on somebody."""
    return kind != ArchiveKind.AID or reaches(request.user, AidCase, root)


@require_http_methods(["GET", "POST"])
def archive_kinds(request: HttpRequest) -> HttpResponse:
    """档案类别: the kinds a town asks its unions for; others stay grey."""
    root = _asked(request, _towns(request))
    can_edit = reaches(request.user, ArchiveKindSetting, root, "change")
    if request.method == "POST" and not can_edit:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = KindsForm(data, initial={"kinds": list(kinds_on(root))})
    form.fields["kinds"].disabled = not can_edit
    if request.method == "POST" and _switched(request, root, form):
        return HttpResponseRedirect(f"{reverse('reports:archive_kinds')}?union={root.code}")
    context = {
        "title": "档案类别",
        "root": root,
        "form": form,
        "can_edit": can_edit,
        "choices": zip(form["kinds"], REQUIREMENTS.values(), strict=True),
    }
    return shell_page(request, "dossiers/archive_kinds.html", context)


def _switched(request: HttpRequest, root: Union, form: KindsForm) -> bool:
    if not form.is_valid():
        return False
    user: Any = request.user
    try:
        ArchiveKindSetting.objects.switch(root, form.cleaned_data["kinds"], by=user)
    except StaleRecord:
        messages.error(request, "档案类别刚被别人改过，请核对后重新保存。")
        return True
    messages.success(request, f"已保存{root}启用的档案类别。")
    return True


def _towns(request: HttpRequest) -> Any:
    """Towns whose kinds the user may see; without a town in reach, the topmost union."""
    paths = granted_paths(request.user, ArchiveKindSetting._meta)
    if not paths:
        raise Http404
    seen = Union.objects.under(paths).order_by("path")
    towns = seen.filter(kind=Union.Kind.TOWN)
    return towns if towns.exists() else seen[:1]


def _asked(request: HttpRequest, towns: Any) -> Union:
    code = request.GET.get("union")
    chosen: Union = get_object_or_404(towns, code=code) if code else towns[0]
    return chosen
