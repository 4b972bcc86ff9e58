from typing import Any

from django.db import migrations, models


def forget(apps: Any, schema_editor: Any) -> None:
    """The mirror is made anew from the whole journal, so that the answers of before have their footprint too."""
    for name in ("DailyCount", "JournalPosition"):
        apps.get_model("publication", name).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('publication', '0002_uncertain'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyFootprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.SlugField()),
                ('day', models.DateField()),
                ('system', models.CharField(max_length=128)),
                ('zone', models.CharField(blank=True, max_length=12)),
                ('method', models.CharField(blank=True, max_length=65)),
                ('answers', models.PositiveIntegerField(default=0)),
                ('with_water', models.PositiveIntegerField(default=0)),
                ('kwh_min', models.FloatField(default=0.0)),
                ('kwh_max', models.FloatField(default=0.0)),
                ('gco2e_min', models.FloatField(default=0.0)),
                ('gco2e_max', models.FloatField(default=0.0)),
                ('litres_min', models.FloatField(default=0.0)),
                ('litres_max', models.FloatField(default=0.0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'day', 'system', 'zone', 'method'), name='footprint_once_a_day')],
            },
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
