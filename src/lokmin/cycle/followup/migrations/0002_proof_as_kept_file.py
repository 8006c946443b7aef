from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0001_whole'),
    ]

    operations = [
        migrations.AlterField(
            model_name='actionproof',
            name='kind',
            field=models.CharField(choices=[('foto', 'foto'), ('berkas', 'berkas')], max_length=8, verbose_name='jenis'),
        ),
    ]
