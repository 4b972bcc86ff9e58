from typing import Any

from django.db import migrations


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Every room numbers now in the series of the directory: those of the registers and of the uses go on there."""
    NumberSeries = apps.get_model('directory', 'NumberSeries')
    for each in apps.get_model('registers', 'Numbering').objects.all():
        NumberSeries.objects.update_or_create(
            organisation_id=each.organisation_id, name=each.shelf, defaults={'last': each.last}
        )


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_number_series'),
        ('registers', '0005_rights_taken_over'),
        # The uses took up their series in the table that goes away here.
        ('lifecycle', '0002_number_series'),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel(name='Numbering'),
    ]
