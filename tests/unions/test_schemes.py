"""The catalogue of honours: shipped, kept by role, safe for the figures that look for it."""

import pytest

from tests import factories as make
from tests.pages import address, messages_of, open_form, save, text_of
from unions.models import Recognition, Scheme, SchemeGrade

pytestmark = pytest.mark.django_db

# Code: (name, group, grades from the highest down), written by hand from the acceptance table.
SHIPPED = {
    "aaa": ("AAA级规范化建设", "home", "3A级 2A级 A级"),
    "star": ("星级职工之家", "home", "五星 四星 三星 二星 一星"),
    "home": ("职工之家", "home", "模范 先进 合格"),
    "living": ("职工生活后勤保障", "home", "参与企业"),
    "harmony": ("和谐劳动关系企业", "harmony", "示范企业 先进企业 参与企业"),
    "learning_org": ("学习型组织", "learning", ""),
    "learning_team": ("学习型班组", "learning", ""),
    "knowledge_worker": ("知识型职工", "learning", ""),
    "school": ("职工学校", "venue", "示范点 建成"),
    "club": ("职工俱乐部", "venue", "示范点 建成"),
    "reading_room": ("职工书屋", "venue", "示范点 建成"),
    "pioneer": ("工人先锋号", "labour", ""),
    "devotion_star": ("奉献之星", "labour", ""),
    "chief_worker": ("首席工人", "labour", ""),
    "model_worker": ("劳动模范", "labour", ""),
    "may_day_post": ("五一文明岗", "labour", ""),
    "skill_expert": ("技术操作能手", "labour", ""),
    "union_work": ("工会工作荣誉", "work", ""),
}
GRADE_CODES = {
    "aaa": "aaa aa a",
    "star": "five four three two one",
    "home": "model advanced qualified",
    "harmony": "model advanced participating",
    "living": "participating",
    "reading_room": "model site",
}


def test_every_installation_begins_with_the_catalogue():
    found = {
        scheme.code: (
            scheme.name,
            scheme.group,
            " ".join(scheme.grades.order_by("order").values_list("name", flat=True)),
        )
        for scheme in Scheme.objects.all()
    }
    assert found == SHIPPED


def test_the_grades_have_the_codes_that_figures_look_for():
    for scheme, codes in GRADE_CODES.items():
        grades = SchemeGrade.objects.filter(scheme__code=scheme).order_by("order")
        assert " ".join(grades.values_list("code", flat=True)) == codes


def test_the_shipped_schemes_are_of_a_known_group_and_declare_the_base_of_their_rate():
    assert set(Scheme.objects.values_list("group", flat=True)) == set(Scheme.Group.values)
    based = Scheme.objects.exclude(base="").values_list("code", "base")
    assert dict(based) == {"living": "企业工会", "harmony": "企业工会"}


def test_staff_add_a_scheme_with_grades_and_are_not_asked_for_codes(world, client):
    client.force_login(world.staff)
    url = address(Scheme, "add")
    form = open_form(client, url)
    assert not [name for name in form if name.endswith("code")]
    save(
        client, url, name="平安企业", group="harmony", grades__0__name="示范", grades__0__order="1"
    )
    scheme = Scheme.objects.get(name="平安企业")
    assert scheme.is_own
    assert [grade.name for grade in scheme.grades.all()] == ["示范"]


def test_a_shipped_scheme_is_renamed_but_keeps_its_code(world, client):
    client.force_login(world.staff)
    star = Scheme.objects.get(code="star")
    save(client, address(star), name="星级工会")
    star.refresh_from_db()
    assert (star.name, star.code, star.is_own) == ("星级工会", "star", False)


def test_a_scheme_in_use_cannot_be_deleted(world, client):
    own = make.SchemeFactory(code="own-1", name="平安企业")
    make.RecognitionFactory(union=world.enterprise, scheme=own)
    client.force_login(world.staff)
    client.post(address(own, "delete"), {"post": "yes"})
    assert Scheme.objects.filter(pk=own.pk).exists()


def test_a_scheme_switched_off_is_no_longer_offered_but_stays_where_it_was_chosen(world, client):
    old = make.SchemeFactory(code="own-1", name="旧项目", is_active=False)
    grade = make.GradeFactory(scheme=old, code="own-2", name="旧等次")
    kept = make.RecognitionFactory(union=world.enterprise, scheme=old, grade=grade)
    client.force_login(world.staff)
    fresh = text_of(client.get(address(Recognition, "add")))
    assert "旧项目" not in fresh
    assert "星级职工之家五星" in fresh
    form = open_form(client, address(kept))
    assert (form["scheme"], form["grade"]) == (str(old.pk), str(grade.pk))
    assert client.post(address(kept), form).status_code == 302


def test_a_grade_of_another_scheme_is_refused_at_its_field(world, client):
    star, five = Scheme.objects.get(code="star"), SchemeGrade.objects.get(code="five")
    harmony = Scheme.objects.get(code="harmony")
    record = make.RecognitionFactory(union=world.enterprise, scheme=star, grade=five)
    client.force_login(world.staff)
    page = save(client, address(record), scheme=str(harmony.pk))
    assert "等次“五星”不属于“和谐劳动关系企业”" in text_of(page)


def test_the_county_sees_honours_of_unions_and_none_of_a_person(world, client):
    union = make.RecognitionFactory(union=world.enterprise, title="五星级工会")
    person = make.RecognitionFactory(
        union=world.enterprise, holder=Recognition.Holder.PERSON, name="赵示范", title="首席工人"
    )
    client.force_login(world.county_viewer)
    shown = text_of(client.get(address(Recognition, "changelist")))
    assert "示范机械有限公司工会" in shown
    assert "赵示范" not in shown
    assert client.get(address(union)).status_code == 200
    assert client.get(address(person)).status_code == 404
    client.force_login(world.chair)
    assert "赵示范" in text_of(client.get(address(Recognition, "changelist")))


def test_honours_are_filtered_by_the_year_they_were_applied_for_or_granted(world, client):
    make.RecognitionFactory(union=world.enterprise, granted_on="2008-05-01", name="甲班组")
    make.RecognitionFactory(
        union=world.enterprise, granted_on=None, applied_on="2009-05-01", name="乙班组"
    )
    client.force_login(world.staff)
    shown = text_of(client.get(address(Recognition, "changelist"), {"year": "2009"}))
    assert "乙班组" in shown
    assert "甲班组" not in shown


def test_saving_an_honour_without_any_date_says_which_one_to_fill(world, client):
    client.force_login(world.staff)
    record = make.RecognitionFactory(union=world.enterprise)
    page = save(client, address(record), granted_on="")
    assert "请填申报日期或命名日期，至少填一个。" in text_of(page)
    assert messages_of(page) == []
