from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('consultation', '0002_number_series'),
    ]

    operations = [
        # Digests of a quarter of an hour, or of an hour: nothing to carry over.
        migrations.DeleteModel(name='PublicUse'),
    ]
