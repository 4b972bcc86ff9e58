from django.db import migrations

from garant.directory.series import taken_up


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_number_series'),
        ('decisions', '0001_decisions'),
    ]

    operations = [
        taken_up('decisions', 'Treatment', 'treatments'),
        taken_up('decisions', 'Decision', 'decisions'),
    ]
