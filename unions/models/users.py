"""Accounts: a user holds roles over unions; there are no superusers (docs/adr/0007)."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from simple_history.models import HistoricalRecords

from unions.models.organisation import Union
from unions.permissions import DUTIES, RIGHTS, Role, paths_granting, split

__all__ = ["Assignment", "User"]


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, name: str, password: str | None = None) -> "User":
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. Rights come from the assignments alone."""

    username = models.CharField(
        "用户名",
        max_length=50,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        help_text="登录时输入，可用汉字、字母、数字。",
        error_messages={"unique": "这个用户名已有人使用，请换一个。"},
    )
    name = models.CharField("姓名", max_length=50)
    is_active = models.BooleanField(
        "启用", default=True, help_text="离岗后取消勾选，不要删除账号。"
    )
    created_at = models.DateTimeField("开户时间", auto_now_add=True)

    objects: ClassVar[Any] = UserManager()
    history: ClassVar[Any] = HistoricalRecords(
        excluded_fields=["password", "last_login"],
        history_change_reason_field=models.TextField(null=True),
    )
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **options: Any) -> None:
        """Signing in writes the row too; that is no change of the account."""
        only = set(options.get("update_fields") or ())
        if only and only <= {"password", "last_login"}:
            self.skip_history_when_saving = True  # its presence counts, not its value
        try:
            super().save(*args, **options)
        finally:
            self.__dict__.pop("skip_history_when_saving", None)

    @property
    def is_staff(self) -> bool:
        """Everyone with an account works in the one shell."""
        return self.is_active

    @cached_property
    def _held(self) -> list["Assignment"]:
        """Every assignment with its union, the topmost first; read once a request."""
        return list(self.assignments.select_related("union").order_by("union__path"))

    @cached_property
    def role_paths(self) -> list[tuple[str, str]]:
        """(role, path of the union) of every assignment."""
        return [(held.role, held.union.path) for held in self._held]

    @cached_property
    def role_names(self) -> str:
        return "、".join(dict.fromkeys(Role(role).label for role, _ in self.role_paths))

    @property
    def duties(self) -> str:
        """What the roles held may do, in words; "" of an account without any."""
        return "，".join(dict.fromkeys(DUTIES[role] for role, _ in self.role_paths))

    def has_perm(self, permission: str, obj: Any = None) -> bool:
        return bool(paths_granting(self, *split(permission)))

    def has_perms(self, permissions: list[str], obj: Any = None) -> bool:
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        granted = {record for role, _ in self.role_paths for record in RIGHTS[role]}
        return self.is_active and any(record.startswith(f"{app_label}.") for record in granted)

    def home_union(self) -> Union | None:
        """The topmost union the user is assigned to: where pages open."""
        return self._held[0].union if self._held else None


class Assignment(models.Model):
    """A role over the subtree of a union (角色 × 工会)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name="账号")
    role = models.CharField("角色", max_length=20, choices=Role.choices)
    union = models.ForeignKey(
        Union,
        models.PROTECT,
        related_name="assignments",
        verbose_name="管理范围",
        help_text="可以看到和办理这个工会及其下属工会的台账。",
    )

    history: ClassVar[Any] = HistoricalRecords()

    class Meta:
        verbose_name = "角色"
        verbose_name_plural = "角色"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "role", "union"],
                name="unique_assignment",
                violation_error_message="这个账号在该工会已有这个角色。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}：{self.get_role_display()}（{self.union}）"
