"""Small papers for the renderer tests."""

import random
from datetime import date
from typing import Any

from reports.document import (
    Chart,
    Document,
    Heading,
    Paragraph,
    Run,
    RunKind,
    Salutation,
    Signature,
    Table,
    Title,
)

HANZI = "工会职员维权服务组织建设新增会员培训竞赛困难帮扶合同签订文化活动和谐企业基层主席代表大会"


def paragraph(text):
    return Paragraph((Run(text),))


def paper(*blocks, **changes):
    values: dict[str, Any] = {
        "title": "示范镇总工会2009年工作总结",
        "author": "示范镇总工会",
        "created_on": date(2009, 12, 20),
        "blocks": blocks,
        "is_draft": False,
        "keywords": ("工作总结", "2009年"),
    }
    return Document(**(values | changes))


def hanzi(count):
    """Text of hanzi only, repeatable."""
    return "".join(HANZI[index * 7 % len(HANZI)] for index in range(count))


def mixed(count, seed=1):
    """Running text with marks, quotes, figures with units and rare characters of names."""
    source = random.Random(seed)
    parts: list[str] = []
    while sum(map(len, parts)) < count:
        parts.append(
            source.choice(
                [
                    hanzi(source.randint(2, 9)) + source.choice("，、。；："),
                    f"“{hanzi(source.randint(1, 5))}”",
                    f"《{hanzi(source.randint(2, 6))}》",
                    f"{source.randint(1, 99999)}{source.choice('家名份元')}",
                    f"（{hanzi(source.randint(1, 4))}）",
                    source.choice(["喆玥", "㛃堃", "𬭊镕", "䶮珺", "97.9%", "AAA级", "——", "……"]),
                    hanzi(source.randint(1, 4)),
                ]
            )
        )
    return "".join(parts)


def annual_summary(**changes):
    """Every kind of block once."""
    return paper(
        Title(("示范镇总工会", "2009年工作总结和2010年工作思路")),
        Salutation("示范县总工会"),
        Paragraph(
            (
                Run("2009年", RunKind.SETTING),
                Run("新建工会组织"),
                Run("18家", RunKind.FIGURE, "unions_founded", "/figures/unions_founded/?year=2009"),
                Run("，获奖的有"),
                Run("章建华、喆玥", RunKind.NAMES),
                Run("，入会率达"),
                Run("97.9%", RunKind.FIGURE, "membership_rate"),
                Run("。"),
            )
        ),
        Heading(1, "落实维权工程"),
        Heading(2, "签订集体合同"),
        paragraph("新签集体合同33份。"),
        Heading(2, "帮扶困难职工"),
        Heading(3, "建档"),
        Heading(4, "调查核实"),
        Heading(1, "开展劳动竞赛"),
        Table(
            "工会分类",
            ("类别", "工会数（家）"),
            (("村工会", "28"), ("合计", "184")),
            frozenset({1}),
        ),
        Chart("会员人数", ("2008年", "2009年"), (16185.0, 17915.0), "名"),
        Heading(1, "2010年工作思路", numbered=False),
        Heading(1, "加强自身建设"),
        paragraph(mixed(400)),
        Signature("示范镇总工会", date(2009, 12, 20)),
        **changes,
    )
