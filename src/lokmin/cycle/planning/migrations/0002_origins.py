from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0001_whole'),
    ]

    operations = [
        migrations.AddField(
            model_name='monthrow',
            name='origins',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
