from django.db import migrations

import unions.fields
from unions.pinyin import search_keys

BATCH = 1000


def fill(apps, schema_editor):
    """Employers registered before are found by pinyin too; neither version nor history moves."""
    Employer = apps.get_model("unions", "Employer")
    rows = list(Employer._base_manager.only("name"))
    for row in rows:
        row.search_text = search_keys(row.name)
    Employer._base_manager.bulk_update(rows, ["search_text"], batch_size=BATCH)


def field():
    return unions.fields.SearchKeysField(default="", editable=False, max_length=400)


class Migration(migrations.Migration):
    dependencies = [("unions", "0004_former_name_keys")]

    operations = [
        migrations.AddField("employer", "search_text", field()),
        migrations.AddField("historicalemployer", "search_text", field()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
