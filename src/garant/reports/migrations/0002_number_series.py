from django.db import migrations

from garant.directory.series import taken_up


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_number_series'),
        ('reports', '0001_initial'),
    ]

    operations = [
        taken_up('reports', 'Report', 'reports'),
    ]
