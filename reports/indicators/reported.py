"""Totals only a person can tell: no record stands behind them (D2-07, D2-10, D4-03, D8-03)."""

from reports.registry import Indicator, Reported

INDICATORS: tuple[Indicator, ...] = (
    Reported(
        code="benefits.mutual_aid",
        is_stock=True,
        name="参加医疗互助保障人数",
        unit="名",
        definition="参加职工医疗互助保障的职工，手工填报。",
        source="D2-07",
    ),
    Reported(
        code="benefits.housing_fund",
        is_stock=True,
        name="缴存住房公积金人数",
        unit="名",
        definition="单位为其缴存住房公积金的职工，手工填报。",
        source="D2-07",
    ),
    Reported(
        code="services.reemployed",
        name="帮助再就业人数",
        unit="名",
        definition="经工会介绍、培训实现再就业的职工，手工填报。",
        source="D2-10",
    ),
    Reported(
        code="archives.complete",
        is_stock=True,
        name="档案齐全工会数",
        unit="家",
        definition="组织及会员、劳动保护、民主管理、困难帮扶、集体合同、争议调解、教育培训七类档案齐全的工会，手工填报。",
        source="D4-03、D8-03",
    ),
)
