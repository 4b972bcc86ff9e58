from typing import Any

from django.db import migrations, models


def number_in_series(apps: Any, schema_editor: Any) -> None:
    """Uses and sessions were numbered after the highest; from now on they have a series, as the registers have."""
    Numbering = apps.get_model('registers', 'Numbering')
    for name, series in (('Use', 'uses'), ('ArbitrationSession', 'arbitrations')):
        rows = apps.get_model('lifecycle', name).objects.order_by()
        for each in rows.values('organisation').annotate(last=models.Max('number')):
            Numbering.objects.update_or_create(
                organisation_id=each['organisation'], shelf=series, defaults={'last': each['last']}
            )


class Migration(migrations.Migration):

    dependencies = [
        ('lifecycle', '0001_initial'),
        ('registers', '0005_rights_taken_over'),
    ]

    operations = [
        migrations.RunPython(number_in_series, migrations.RunPython.noop),
    ]
