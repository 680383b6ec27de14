"""What carries one element of the acceptance table, and short names of the record types."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Element:
    """``fields`` are "app.Model.field"; ``items`` is how many items its lists have at least."""

    town: str
    models: tuple[str, ...]
    figures: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    items: int = 1


def carried(
    town: str, models: str, figures: str = "", lists: str = "", fields: str = "", items: int = 1
) -> Element:
    return Element(
        town,
        models=tuple(models.split()),
        figures=tuple(figures.split()),
        lists=tuple(lists.split()),
        fields=tuple(fields.split()),
        items=items,
    )


UNION, TERM, LOG = "unions.Union", "unions.CommitteeTerm", "unions.WorkLog"
BODY, CONGRESS, TRAINING = "unions.Body", "unions.Congress", "unions.Training"
CONTEST, RESULT = "unions.Competition", "unions.CompetitionResult"
AWARD, ACTIVITY, DISPUTE = "unions.Recognition", "unions.Activity", "unions.Dispute"
HEADCOUNT, SPELL = "unions.Headcount", "members.Membership"
CONTRACT, PROPOSAL = "unions.CollectiveContract", "unions.ProposalReturn"
CASE, PAYMENT, VISIT = "members.AidCase", "members.AidPayment", "members.Visit"
TYPED, TARGET, PLAN = "reports.ReportedFigure", "reports.Target", "reports.PlanItem"
PASSAGE, HEAD = "reports.Passage", "reports.ReportHead"
