"""Which union a sheet means: by code, name, former name, or the employer's name.

Clerks write 同和有限公司 for 同和有限公司工会, with and without 委员会, in full and in short.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from unions.models import Employer, FormerName, Union
from unions.text import half_width, shorten

__all__ = ["LEAST_LIKE", "NOISE", "SURE_LENGTH", "UnionDirectory", "meant", "union_key"]

# What a name ends in that is told in full: 青禾村联合工会 is another than 青禾村工会.
_FULL = re.compile(
    r"(?:村|社区|联合|公司|厂|集团|学校|小学|中学|幼儿园|[院所站局店社场馆部队行室]|中心|机关|分会)$"
)
_COMPANY = re.compile(r"(?:有限)?(?:责任)?(?:股份)?(?:有限)?公司$")
LEAST_LIKE = 2  # characters of a name that is part of another's
NEAR = 3  # unions offered for a name nobody knows
NEXT = 5  # names of one sheet that a short one is compared with
SURE_LENGTH = 3  # a shorter name is found in a text only when 工会 follows it
NOISE = re.compile(r"[\s()\[\]〔〕【】“”\"'·,、。.:-]")
_ENDING = re.compile(r"(?:工会|联合会)?(?:基层)?(?:工会)?(?:委员会)?$")

# 青禾村村民委员会 (its ending 委员会 is off already), 青禾村委会, 青禾社区居委会
_COMMITTEE = re.compile(r"^(.+?(?:村|社区))(?:村民?|居民?|民)?(?:委员?会?)?$")


def union_key(name: str) -> str:
    """A name as it is compared: without blanks, brackets and the endings 工会, 工会委员会."""
    plain = NOISE.sub("", half_width(name)).upper()
    return _ENDING.sub("", plain) or plain


def meant(unions: Sequence[Union]) -> str:
    """The question whether it is one of these; "" where there are none."""
    return f"是不是：{'、'.join(map(str, unions))}？" if unions else ""


def _firm(bare: str) -> str:
    """云台电炉 of 云台电炉有限公司 or 云台电炉公司; "" of what is no company, or too short."""
    firm = _COMPANY.sub("", bare)
    return firm if firm != bare and len(firm) >= LEAST_LIKE else ""


def _is_short(bare: str) -> bool:
    """Whether a longer name may be meant."""
    return len(bare) >= LEAST_LIKE and _FULL.search(bare) is None


def _place(federation: Union) -> str:
    """示范镇总工会 is that of 示范镇."""
    return NOISE.sub("", half_width(federation.name)).upper().removesuffix("总工会")


class UnionDirectory:
    """The unions somebody may write to, by everything they are called. Three queries."""

    def __init__(self, unions: "QuerySet[Union]") -> None:
        ordered = unions.select_related("parent").order_by("code")
        self._unions = {union.pk: union for union in ordered}
        self._asked: dict[str, Union | ValidationError] = {}  # a sheet names each many times
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_other: dict[str, set[int]] = defaultdict(set)
        for union in self._unions.values():
            self._enter(union)
        for names in (FormerName.objects, Employer.objects):
            rows = names.filter(union__in=unions.values("pk")).values_list("name", "union_id")
            for name, pk in rows:
                self._by_other[union_key(name)].add(pk)

    def find(self, text: str) -> Union:
        """ValidationError names near misses, or the codes when several unions fit."""
        if text not in self._asked:
            self._asked[text] = self._found(text)
        answer = self._asked[text]
        if isinstance(answer, Union):
            return answer
        raise ValidationError(answer.message, code=answer.code)

    @cached_property
    def _by_likeness(self) -> dict[str, set[int]]:
        """By names without the town in front and the village's committee behind."""
        found: dict[str, set[int]] = defaultdict(set)
        for names in (self._by_name, self._by_other):
            for key, pks in names.items():
                for pk in pks:
                    found[self._bare(key, self._unions[pk])].add(pk)
        return found

    @cached_property
    def _places(self) -> dict[str, str]:
        """What may stand in front of a name, 示范县示范镇 or 示范镇, and the path it stands for.

        The longest first: it is the one that is meant.
        """
        places = {}
        for union in self._unions.values():
            if union.kind in Union.FEDERATIONS and (place := _place(union)):
                places[place] = union.path
                if union.parent:
                    places[_place(union.parent) + place] = union.path
        return dict(sorted(places.items(), key=lambda pair: -len(pair[0])))

    def _bare(self, key: str, union: Union | None = None) -> str:
        """The key without its place: that of the union, or any."""
        for place, path in self._places.items():
            is_above = union is None or union.path.startswith(path)
            if is_above and key.startswith(place) and len(key) > len(place) + 1:
                key = key.removeprefix(place)
                break
        return _COMMITTEE.sub(r"\1", key)

    def _alike(self, key: str) -> set[int]:
        """The unions a longer or shorter form of a name means; a place in front must be theirs."""
        found = self._by_likeness.get(self._bare(key), set())
        places = (path for place, path in self._places.items() if key.startswith(place))
        above = next(places, "")
        return {pk for pk in found if self._unions[pk].path.startswith(above)}

    def agrees_with(self, other: "UnionDirectory") -> bool:
        """Whether every name still means the same union."""
        same_names = (self._by_name, self._by_other) == (other._by_name, other._by_other)
        return same_names and self._state() == other._state()

    def _state(self) -> dict[int, tuple[Any, ...]]:
        return {pk: (u.path, u.kind, u.dissolved_on) for pk, u in self._unions.items()}

    def _found(self, text: str) -> Union | ValidationError:
        key = union_key(text)
        found = self._by_name.get(key) or self._by_other.get(key) or self._alike(key)
        standing = {pk for pk in found if self._unions[pk].dissolved_on is None} or found
        if len(standing) == 1:
            return self._unions[next(iter(standing))]
        if standing:
            return ValidationError(self._ambiguous(text, standing), code="union_ambiguous")
        return ValidationError(self._unknown(text), code="union_unknown")

    def calls(self, text: str, union: Union) -> bool:
        """Whether the words are a name of this very union, whoever else goes by it."""
        key = union_key(text)
        pks = self._by_name.get(key, set()) | self._by_other.get(key, set())
        return union.pk in pks or key == union_key(union.name)

    def resembling(self, text: str) -> list[Union]:
        """Standing unions that a new name may be a careless form of: 云台 for 云台电炉有限公司."""
        bare = self._bare(union_key(text))
        firm, is_short = _firm(bare), _is_short(bare)
        found = {
            pk
            for key, pks in self._by_likeness.items()
            if (firm and _firm(key) == firm) or (is_short and key.startswith(bare))
            for pk in pks
        }
        return [self._unions[pk] for pk in sorted(found) if not self._unions[pk].dissolved_on]

    def near(self, text: str) -> list[Union]:
        """A few unions that a name nobody knows may mean, the likeliest first."""
        bare = self._bare(union_key(text))
        keys = get_close_matches(bare, self._by_likeness, n=NEAR, cutoff=0.6)
        close = [self._unions[pk] for key in keys for pk in sorted(self._by_likeness[key])]
        close.sort(key=lambda union: union.dissolved_on is not None)
        return [*dict.fromkeys([*self.resembling(text), *close])][:NEAR]

    def alike(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Pairs of new names of which one may be a careless form of the other, as in `resembling`.

        A short name is compared with the next few in order only: a sheet may be long.
        """
        ordered = sorted((self._bare(union_key(name)), name) for name in names)
        firms: dict[str, str] = {}
        for place, (bare, name) in enumerate(ordered, 1):
            is_short, firm = _is_short(bare), _firm(bare)
            others = [
                other
                for key, other in ordered[place : place + NEXT]
                if key == bare or (is_short and key.startswith(bare))
            ]
            if firm and (first := firms.setdefault(firm, name)) != name:
                others.append(first)
            yield from ((name, other) for other in dict.fromkeys(others))

    def named_in(self, text: str) -> Union | None:
        """The union whose name stands within a longer text, as that of a file; the longest wins."""
        plain = NOISE.sub("", half_width(text)).upper()
        found: dict[int, set[int]] = defaultdict(set)
        for names in (self._by_name, self._by_other):
            for key, unions in names.items():
                if key in plain and (len(key) >= SURE_LENGTH or f"{key}工会" in plain):
                    found[len(key)] |= unions
        fitting = [self._unions[pk] for pk in (found[max(found)] if found else ())]
        fitting = [union for union in fitting if union.kind not in Union.FEDERATIONS]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def names(self) -> list[tuple[str, list[Union]]]:
        """Everything that unions are called but their codes, as keys, the longest first."""
        codes = {NOISE.sub("", union.code).upper() for union in self._unions.values()}
        found = [*self._by_name.items(), *self._by_other.items()]
        named = [(key, [self._unions[pk] for pk in pks]) for key, pks in found if key not in codes]
        return sorted(named, key=lambda pair: -len(pair[0]))

    def _enter(self, union: Union) -> None:
        self._by_name[NOISE.sub("", union.code).upper()].add(union.pk)
        for name in (union.name, union.short_name):
            if name:
                self._by_name[union_key(name)].add(union.pk)

    def _ambiguous(self, text: str, found: set[int]) -> str:
        unions = "、".join(
            f"{self._unions[pk]}（{self._unions[pk].code}）" for pk in sorted(found)[:5]
        )
        return f"“{shorten(text)}”可能是几家工会：{unions}。请改填工会编号。"

    def _unknown(self, text: str) -> str:
        hint = meant(self.near(text))
        return f"没有叫“{shorten(text)}”的工会。{hint}请核对名称，或先登记这家工会。"
