"""Words that come from people: plan items, passages, and what stands around a paper."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.records import Record, RecordManager

__all__ = ["Passage", "PlanItem", "ReportHead"]


class PlanItem(Record):
    """下一年工作思路中的一项 (P01 … P20); a count may be a range (1–2场)."""

    class Section(models.TextChoices):
        STUDY = "study", "学习调研与履职能力"
        QUALITY = "quality", "竞赛、培训与职工素质"
        RIGHTS = "rights", "和谐劳动关系与维权"
        SERVICE = "service", "服务职工"
        OWN = "own", "自身建设"

    class Outcome(models.TextChoices):
        OPEN = "open", "未完成"
        DONE = "done", "已完成"
        GOING_ON = "going_on", "持续开展"
        CARRIED = "carried", "结转下年"

    year = models.PositiveSmallIntegerField("计划年度", help_text="这项工作要在哪一年做。")
    section = models.CharField("部分", max_length=10, choices=Section.choices)
    order = models.PositiveSmallIntegerField("次序", default=1)
    text = CleanTextField("内容", max_length=500, help_text="一句话，不写句号。")
    partners = CleanCharField("联合单位", max_length=200, blank=True, help_text="用顿号分开。")
    code = models.CharField("对应数据项", max_length=60, blank=True)
    low = CountField("数量", null=True, blank=True, help_text="1—2场填1。")
    high = CountField("数量上限", null=True, blank=True, help_text="1—2场填2。")
    unit = CleanCharField("单位", max_length=10, blank=True)
    outcome = models.CharField(
        "完成情况", max_length=10, choices=Outcome.choices, default=Outcome.OPEN
    )

    objects: ClassVar["RecordManager[PlanItem]"] = RecordManager()

    class Meta:
        verbose_name = "计划事项"
        verbose_name_plural = "计划事项"
        ordering = ("-year", "section", "order", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def quantity(self) -> str:
        """1-2场, 3场, or nothing."""
        if self.low is None:
            return ""
        upper = f"-{self.high}" if self.high and self.high != self.low else ""
        return f"{self.low}{upper}{self.unit}"

    def clean(self) -> None:
        if self.high is not None and (self.low is None or self.high < self.low):
            raise ValidationError({"high": "数量上限不能小于数量，请核对；只有一个数时上限留空。"})


class Passage(Record):
    """成段文字: guideline, vision, problems, lessons (D1-04/05, D6-06, D7, D9-65)."""

    class Kind(models.TextChoices):
        GUIDELINE = "guideline", "指导思想"
        VISION = "vision", "展望"
        PROBLEM = "problem", "存在问题"
        LESSON = "lesson", "经验教训"
        THEME = "theme", "工作主题"
        STRATEGY = "strategy", "单位战略与精神"
        APPRAISAL = "appraisal", "自我评价"

    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField("次序", default=1)
    text = CleanTextField("文字")
    cause = CleanTextField("原因", blank=True, help_text="存在问题的原因，没有可留空。")

    objects: ClassVar["RecordManager[Passage]"] = RecordManager()

    class Meta:
        verbose_name = "成段文字"
        verbose_name_plural = "成段文字"
        ordering = ("-year", "kind", "order", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class ReportHead(Record):
    """What stands around the paper of a year: number, addressee, titles, date (D1-01…03, D4-01)."""

    class DateStyle(models.TextChoices):
        ARABIC = "arabic", "2009年12月20日"
        CHINESE = "chinese", "二〇〇九年十二月二十日"

    year = models.PositiveSmallIntegerField("报告年度")
    title = CleanCharField("标题", max_length=200, blank=True, help_text="留空按底稿的标题。")
    recipient = CleanCharField("主送", max_length=100, blank=True, help_text="留空为上级工会。")
    number_code = CleanCharField("机关代字", max_length=20, blank=True, help_text="如：示工发。")
    number_year = models.PositiveSmallIntegerField("发文年份", null=True, blank=True)
    number_serial = models.PositiveSmallIntegerField("序号", null=True, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    date_style = models.CharField(
        "日期写法", max_length=10, choices=DateStyle.choices, default=DateStyle.ARABIC
    )

    objects: ClassVar["RecordManager[ReportHead]"] = RecordManager()

    class Meta:
        verbose_name = "报告要素"
        verbose_name_plural = "报告要素"
        ordering = ("-year", "union__code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "year"],
                name="unique_report_head",
                violation_error_message="这家工会当年的报告要素已登记，请打开那一条修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}{self.year}年"

    @property
    def number(self) -> str:
        """发文字号: 示工发〔2009〕46号, hexagonal brackets, no leading zero."""
        if not (self.number_code and self.number_year and self.number_serial):
            return ""
        return f"{self.number_code}〔{self.number_year}〕{self.number_serial}号"
