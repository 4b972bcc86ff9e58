from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0001_initial'),
    ]

    operations = [
        # Digests of a quarter of an hour, or of an hour: nothing to carry over.
        migrations.DeleteModel(name='Attempt'),
    ]
