"""会员与困难职工: people; knows unions, is not known by them."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "会员与帮扶"
