from django.db import migrations

from garant.directory.series import taken_up


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_number_series'),
        ('consultation', '0001_consultations'),
    ]

    operations = [
        taken_up('consultation', 'Consultation', 'consultations'),
    ]
