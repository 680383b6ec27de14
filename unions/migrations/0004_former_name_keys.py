from django.db import migrations, models

from unions.pinyin import search_keys


def fill(apps, schema_editor):
    FormerName = apps.get_model("unions", "FormerName")
    for former in FormerName.objects.all():
        former.search_text = search_keys(former.name)
        former.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("unions", "0003_default_schemes")]

    operations = [
        migrations.AddField(
            model_name="formername",
            name="search_text",
            field=models.CharField(default="", editable=False, max_length=400),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
