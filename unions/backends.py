"""Sign-in by password; rights from the role table instead of Django's permission tables."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from unions.permissions import RIGHTS, paths_granting, split


class RoleBackend(ModelBackend):
    """Password login as usual; permissions from RIGHTS instead of Django's tables."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return bool(paths_granting(user_obj, *split(perm)))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        roles = {role for role, _ in getattr(user_obj, "role_paths", [])}
        return user_obj.is_active and any(
            record.startswith(f"{app_label}.") for role in roles for record in RIGHTS[role]
        )
