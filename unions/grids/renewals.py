"""What a contract is renewed as, and whether last year's may be signed again."""

from calendar import monthrange
from datetime import date, timedelta

from unions.clock import today
from unions.dates import a_year_after, display_date
from unions.models import CollectiveContract

__all__ = ["next_period", "renewed", "signed_again", "why_not_yet"]


def why_not_yet(made: CollectiveContract) -> str:
    """Of a contract that still runs when its copy would begin there would be two in force."""
    source: CollectiveContract = made.copied_from  # type: ignore[attr-defined]
    still = made.begins_on <= source.expires_on
    return f"{display_date(source.expires_on)}才到期" if still else ""


def next_period(start: date, end: date) -> tuple[date, date]:
    """The day after the end, and as long again: whole months stay whole months.

    Where the last month has no such day, the period ends with the month (民法典 art 202).
    """
    begin = end + timedelta(days=1)
    if begin.day != start.day:
        return begin, begin + (end - start)
    months = (begin.year - start.year) * 12 + begin.month - start.month
    years, month = divmod(begin.month - 1 + months, 12)
    first = date(begin.year + years, month + 1, 1)
    last_day = monthrange(first.year, first.month)[1]
    return begin, first + timedelta(days=min(begin.day - 1, last_day) - 1)


def renewed(made: CollectiveContract) -> CollectiveContract:
    """续签: signed at the latest today, in force from the day after the old one ends."""
    source: CollectiveContract = made.copied_from  # type: ignore[attr-defined]
    begin, end = next_period(source.begins_on, source.expires_on)
    made.signed_on, made.effective_on, made.expires_on = min(begin, today()), begin, end
    made.action, made.renewal_of = CollectiveContract.Action.RENEWAL, source
    return made


def signed_again(made: CollectiveContract) -> CollectiveContract:
    source: CollectiveContract = made.copied_from  # type: ignore[attr-defined]
    made.expires_on = a_year_after(source.expires_on)
    made.signed_on = min(a_year_after(source.signed_on), today())
    begin = a_year_after(source.begins_on)
    begin += timedelta(days=begin == source.expires_on)  # 1 May to 1 May: the day is not told twice
    made.effective_on = begin if source.effective_on or begin > made.signed_on else None
    made.action, made.renewal_of = CollectiveContract.Action.RENEWAL, source
    return made
