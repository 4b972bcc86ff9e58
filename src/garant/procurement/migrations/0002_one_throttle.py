from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('procurement', '0001_consultations'),
    ]

    operations = [
        # Digests of a quarter of an hour, or of an hour: nothing to carry over.
        migrations.DeleteModel(name='LinkUse'),
    ]
