from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_schedule_once"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="note",
            options={"ordering": ["id"]},
        ),
        migrations.AlterModelOptions(
            name="quote",
            options={"ordering": ["id"]},
        ),
        migrations.AlterModelOptions(
            name="reopening",
            options={"ordering": ["id"]},
        ),
    ]
