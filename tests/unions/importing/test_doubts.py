"""What looks like a slip in a whole sheet is told in red before anything is stored."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_sum_of_yuan_in_a_column_of_ten_thousands_is_named(world, plan_of):
    head = ["姓名", "身份证号", "所属工会", "发放日期", "资金来源", "救助金额（万元）"]
    name = world.enterprise.name
    sums = [0.2, "500元", 0.15, 2000]
    rows = [
        [f"周示{who}", make.id_number(40 + 2 * n), name, "2009-3-1", "镇总工会", amount]
        for n, (who, amount) in enumerate(zip("甲乙丙丁", sums, strict=True))
    ]
    plan = plan_of("aid_payments", head, *rows)
    told = "".join(plan.warnings)
    assert "第5行20,000,000.00元比别的行大一百倍以上" in told
    assert "第5行：这笔帮扶款为20000000.00元" in told
    usual = plan_of("aid_payments", head, *rows[:3])
    assert usual.warnings == []


def test_who_joined_before_working_age_is_named(world, plan_of):
    head = ["姓名", "性别", "出生日期", "入会时间", "所属工会"]
    name = world.enterprise.name
    plan = plan_of(
        "members",
        head,
        ["卫五", "男", "1999-1-1", "2008-5-1", name],
        ["卫六", "男", "1992-5-1", "2008-5-1", name],
    )
    assert plan.warnings == ["第2行“卫五”入会时不满16周岁，请先核对。"]
    assert plan.counts["new"] == 2
