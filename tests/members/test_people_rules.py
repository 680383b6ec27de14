"""What cannot be true of a person: no name, a birth to come, joining before birth."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.models import Member, Membership
from tests.pages import address, messages_of, open_form, text_of
from unions.validators import Sex

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


def person(**told):
    return Member(**{"name": "周示范", "sex": Sex.MALE, "nation": "汉族", **told})


@pytest.mark.parametrize(("name", "why"), [("12345", "没有文字"), ("<b>周</b>", "不能有 < 和 >")])
def test_a_name_without_letters_or_with_marks_is_refused(name, why):
    with pytest.raises(ValidationError, match=why):
        person(name=name).clean()


def test_names_of_all_peoples_are_accepted():
    for name in ("周示范", "买买提·阿不都", "Anna Smith"):
        person(name=name).clean()


def test_a_birth_to_come_is_refused():
    person(birth_on=date(2009, 11, 20)).clean()
    with pytest.raises(ValidationError, match="晚于今天"):
        person(birth_on=date(2009, 11, 21)).clean()


def test_a_spell_before_birth_is_refused():
    member = person(birth_on=date(1980, 5, 1))
    Membership(member=member, from_on=date(1980, 5, 1)).clean()
    with pytest.raises(ValidationError, match="早于出生日期"):
        Membership(member=member, from_on=date(1950, 5, 1)).clean()


@pytest.mark.parametrize(
    ("joined", "told"),
    [
        ("1950-01-01", "早于出生日期"),
        ("1996-04-30", "入会时不满16周岁"),
        ("1996-05-01", ""),
    ],
)
def test_the_form_weighs_joining_against_birth(world, client, joined, told):
    client.force_login(world.staff)
    form = open_form(client, address(Member, "add"))
    typed = {
        "name": "周示范", "sex": Sex.MALE, "nation": "汉族", "union": world.enterprise.pk,
        "birth_on": "1980-05-01", "joined_on": joined,
    }  # fmt: skip
    answer = client.post(address(Member, "add"), form | typed, follow=True)
    is_stored = Member.objects.filter(name="周示范", birth_on=date(1980, 5, 1)).exists()
    assert is_stored == (joined >= "1980")
    assert told in text_of(answer)
    assert ("不满16周岁" in " ".join(messages_of(answer))) == ("不满" in told)
