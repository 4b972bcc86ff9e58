from django.db import migrations

from garant.directory.series import taken_up


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_number_series'),
        ('trials', '0001_trials'),
    ]

    operations = [
        taken_up('trials', 'Trial', 'trials'),
    ]
