from typing import Any

from django.db import migrations, models


def number_incidents(apps: Any, schema_editor: Any) -> None:
    """Incidents were numbered after the highest; from now on they have a series, as the other registers have."""
    Incident = apps.get_model('registers', 'Incident')
    Numbering = apps.get_model('registers', 'Numbering')
    highest = Incident.objects.order_by().values('organisation').annotate(last=models.Max('number'))
    for each in highest:
        Numbering.objects.update_or_create(
            organisation_id=each['organisation'], shelf='incidents', defaults={'last': each['last']}
        )


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0004_public_incidents'),
    ]

    operations = [
        migrations.AddField(
            model_name='rightsrequest',
            name='reference',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='rightsrequest',
            name='taken_over_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(number_incidents, migrations.RunPython.noop),
    ]
