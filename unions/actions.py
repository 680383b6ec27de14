"""Writes that touch more than one record."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from unions.clock import today
from unions.models import Assignment, CollectiveContract, CommitteeTerm, Union, User
from unions.records import StaleRecord
from unions.starting import Account, AlreadyStarted, Start, is_fresh

__all__ = [
    "file_contracts",
    "lock_tree",
    "save_in_tree",
    "start_town",
    "store_copies",
    "why_not_filed",
]


def save_in_tree(union: Union) -> int:
    """Saves a union; under a new parent its subtree moves too. Returns how many unions moved along.

    The rows below keep their own parent; only their paths, and with them the scope of every record
    under them, change. Raises StaleRecord when the union was saved by somebody else meanwhile, or
    the new parent was moved below it.
    """
    with transaction.atomic():
        lock_tree()
        before = Union.objects.filter(pk=union.pk).values_list("path", flat=True).first()
        if union.parent_id:
            union.parent = Union.objects.get(pk=union.parent_id)
        if before and union.parent and union.parent.path.startswith(before):
            raise StaleRecord(union)
        union.save()
        if before is None or before == union.path:
            return 0
        tail = Substr("path", len(before) + 1)
        below = Union.objects.filter(path__startswith=before).exclude(pk=union.pk)
        return below.update(path=Concat(Value(union.path), tail))


def why_not_filed(contract: CollectiveContract, day: date) -> str:
    """Why the contract cannot be marked as filed on the day, "" if it can."""
    if contract.filed_on:
        return f"已经在{contract.filed_on:%Y-%m-%d}报送。"
    if day < contract.signed_on:
        return f"签订日期是{contract.signed_on:%Y-%m-%d}，晚于报送日期。"
    return ""


def file_contracts(
    contracts: list[CollectiveContract],
    day: date,
    *,
    prefix: str = "",
    first: int = 1,
    by: User | None = None,
) -> None:
    """登记报送; with a prefix they get receipt numbers in their order, from ``first`` on."""
    for number, contract in enumerate(contracts, first):
        if reason := why_not_filed(contract, day):
            raise ValidationError(f"{contract}：{reason}")
        contract.filed_on, contract.updated_by = day, by
        contract.updated_at = timezone.now()
        contract.receipt_no = f"{prefix}{number:03d}" if prefix else contract.receipt_no
    columns = ["filed_on", "receipt_no", "updated_by", "updated_at"]
    CollectiveContract.objects.bulk_update(contracts, columns)


def lock_tree() -> None:
    """One writer at a time where rows are read first and then written: paths, codes, grids."""
    list(Union.objects.select_for_update(no_key=True).filter(parent=None).values_list("pk"))


def start_town(start: Start) -> list[User]:
    """正式启用: the county, the town, its running term and the first accounts, all or nothing.

    AlreadyStarted when there is any union or account; ValidationError names the value that cannot
    be used. Everybody is placed at the town, so that pages open there.
    """
    with transaction.atomic():
        if not is_fresh():
            raise AlreadyStarted
        county = _saved(Union(kind=Union.Kind.COUNTY, name=start.county, code="G01"))
        town = Union(kind=Union.Kind.TOWN, name=start.town, code="D01", own_place=start.own_place)
        town.parent = county
        _saved(town)
        _open_term(town, start)
        return [_open_account(town, account) for account in start.accounts]


def _saved(union: Union) -> Union:
    union.full_clean(exclude=["path", "node"])
    union.save()
    return union


def _open_term(town: Union, start: Start) -> None:
    if start.term_no and start.elected_on:
        term = CommitteeTerm(
            union=town,
            term_no=start.term_no,
            elected_on=start.elected_on,
            term_years=start.term_years,
        )
        term.full_clean()
        term.save()


def _open_account(town: Union, account: Account) -> User:
    user = User(username=account.username, name=account.name)
    user.set_password(account.password)
    user.full_clean()
    validate_password(account.password, user)
    user.save()
    for role in account.roles:
        Assignment.objects.create(user=user, role=role, union=town)
    return user


def store_copies(copies: Iterable[Any], parts: Mapping[str, tuple[str, ...]]) -> None:
    """Stores new rows together with copies of the rows inside the record each was made from.

    ``copied_from`` of a row is that record; ``parts`` maps its relations to the fields taken over.
    The history of a new row tells what came along. StaleRecord when a source was changed since.
    """
    made = list(copies)
    if not made:
        return
    with transaction.atomic():
        _lock([row.copied_from for row in made])
        along = [part for name, taken in parts.items() for part in _parts(made, name, taken)]
        for row in made:
            row._change_reason = "\n".join(note for parent, _, note in along if parent is row)
        type(made[0]).objects.bulk_create(made)
        for kind, group in groupby((part for _, part, _ in along), key=type):
            model: Any = kind
            model.objects.bulk_create(list(group))


def _parts(made: list[Any], name: str, taken: tuple[str, ...]) -> Iterator[tuple[Any, Any, str]]:
    """(new record, new row inside it, the line of its history); dissolved unions stay away."""
    relation: Any = type(made[0])._meta.get_field(name)
    model, link = relation.related_model, relation.field.name
    by_source = {row.copied_from.pk: row for row in made}
    rows = model.objects.filter(**{f"{link}__in": list(by_source)}).select_related(*taken[:1])
    home = {"union": "union", "employer": "employer__union"}[taken[0]]
    rows = rows.exclude(**{f"{home}__dissolved_on__lte": today()})
    for row in rows:
        parent = by_source[getattr(row, f"{link}_id")]
        part = model(**{link: parent}, **{field: getattr(row, field) for field in taken})
        yield parent, part, f"新增{model._meta.verbose_name}：{part}"


def _lock(sources: list[Any]) -> None:
    """Two people copying the same rows wait for each other; a source changed since is stale."""
    model = type(sources[0])
    rows = model._base_manager.select_for_update().filter(pk__in=[row.pk for row in sources])
    versions = dict(rows.values_list("pk", "version"))
    for source in sources:
        if versions.get(source.pk) != source.version:
            raise StaleRecord(source)
