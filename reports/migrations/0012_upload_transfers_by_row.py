from django.db import migrations, models


class Migration(migrations.Migration):
    """A sheet waits an hour at most: whose tick for all rows is lost ticks again, row by row."""

    dependencies = [
        ("reports", "0011_upload_header"),
    ]

    operations = [
        migrations.RemoveField(model_name="upload", name="transfers"),
        migrations.AddField(
            model_name="upload",
            name="transfers",
            field=models.JSONField(blank=True, default=list, verbose_name="按转移办理的行"),
        ),
    ]
