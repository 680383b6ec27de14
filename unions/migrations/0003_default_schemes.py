"""The catalogue every installation begins with; figures look for these codes."""

from django.db import migrations

SITES = (("model", "示范点"), ("site", "建成"))
ENTERPRISES = "企业工会"

# (code, name, group, base of rates, grades from the highest down)
SCHEMES = (
    ("aaa", "AAA级规范化建设", "home", "", (("aaa", "3A级"), ("aa", "2A级"), ("a", "A级"))),
    (
        "star",
        "星级职工之家",
        "home",
        "",
        (("five", "五星"), ("four", "四星"), ("three", "三星"), ("two", "二星"), ("one", "一星")),
    ),
    (
        "home",
        "职工之家",
        "home",
        "",
        (("model", "模范"), ("advanced", "先进"), ("qualified", "合格")),
    ),
    ("living", "职工生活后勤保障", "home", ENTERPRISES, (("participating", "参与企业"),)),
    (
        "harmony",
        "和谐劳动关系企业",
        "harmony",
        ENTERPRISES,
        (("model", "示范企业"), ("advanced", "先进企业"), ("participating", "参与企业")),
    ),
    ("learning_org", "学习型组织", "learning", "", ()),
    ("learning_team", "学习型班组", "learning", "", ()),
    ("knowledge_worker", "知识型职工", "learning", "", ()),
    ("school", "职工学校", "venue", "", SITES),
    ("club", "职工俱乐部", "venue", "", SITES),
    ("reading_room", "职工书屋", "venue", "", SITES),
    ("pioneer", "工人先锋号", "labour", "", ()),
    ("devotion_star", "奉献之星", "labour", "", ()),
    ("chief_worker", "首席工人", "labour", "", ()),
    ("model_worker", "劳动模范", "labour", "", ()),
    ("may_day_post", "五一文明岗", "labour", "", ()),
    ("skill_expert", "技术操作能手", "labour", "", ()),
    ("union_work", "工会工作荣誉", "work", "", ()),
)


def add_schemes(apps, schema_editor):
    Scheme = apps.get_model("unions", "Scheme")
    Grade = apps.get_model("unions", "SchemeGrade")
    for code, name, group, base, grades in SCHEMES:
        told = {"name": name, "group": group, "base": base}
        scheme, _ = Scheme.objects.get_or_create(code=code, defaults=told)
        for order, (grade, label) in enumerate(grades, start=1):
            Grade.objects.get_or_create(
                scheme=scheme, code=grade, defaults={"name": label, "order": order}
            )


class Migration(migrations.Migration):
    dependencies = [("unions", "0002_remaining_records")]

    operations = [migrations.RunPython(add_schemes, migrations.RunPython.noop)]
