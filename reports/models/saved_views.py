"""视图: one list as somebody filtered and ordered it, under a name."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from unions.models import Union, User
from unions.models.organisation import paths_above

__all__ = ["QUERY_MAX", "SavedView"]

QUERY_MAX = 600  # characters of an address; a Chinese one takes nine


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of_list(self, record_type: str) -> Self:
        return self.filter(record_type=record_type)

    def offered_to(self, user: User) -> Self:
        """One's own, and what colleagues of the same town (or of the county) share."""
        places = {path for _, path in user.role_paths}
        above = {step for path in places for step in paths_above(path)}
        shared = Q(shared_with__path__in=places) | Q(
            shared_with__kind=Union.Kind.TOWN, shared_with__path__in=above
        )
        return self.filter(Q(user=user) | shared).select_related("user")


SavedViewManager = models.Manager.from_queryset(SavedViewQuerySet)


class SavedView(models.Model):
    """Belongs to whoever saved it and is no record: the list it opens checks the reader's rights.

    Holds parameters of the list's address only, never a personal number.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="保存人"
    )
    record_type = models.CharField("列表", max_length=60)  # unions.collectivecontract
    name = models.CharField("名称", max_length=20)
    query = models.CharField("筛选", max_length=QUERY_MAX)
    shared_with = models.ForeignKey(
        Union,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="共用",
        help_text="哪个镇（县）的同事也能用；留空只有本人能用。",
    )
    is_default = models.BooleanField("打开列表时先用它", default=False)  # by its owner alone

    objects: ClassVar["SavedViewManager[SavedView]"] = SavedViewManager()

    class Meta:
        verbose_name = "视图"
        verbose_name_plural = "视图"
        ordering = ("name", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "record_type", "name"], name="unique_saved_view"
            ),
            models.UniqueConstraint(
                fields=["user", "record_type"],
                condition=Q(is_default=True),
                name="one_default_view",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def keep(self) -> None:
        """Stores it; the list's former default view of this user steps back."""
        with transaction.atomic():
            if self.is_default:
                mine = SavedView.objects.filter(user=self.user, record_type=self.record_type)
                mine.exclude(pk=self.pk).update(is_default=False)
            self.save()

    def share(self, *, shared: bool) -> None:
        """With the owner's town, or with nobody."""
        self.shared_with = _town_of(self.user) if shared else None


def _town_of(user: User) -> Union | None:
    """The town the user works in; the own union where there is no town above, as for a county."""
    home = user.home_union()
    if home is None:
        return None
    towns = Union.objects.filter(kind=Union.Kind.TOWN, path__in=paths_above(home.path))
    return towns.first() or home
