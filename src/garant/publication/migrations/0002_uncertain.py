from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="dailycount",
            name="what",
            field=models.CharField(
                choices=[
                    ("request", "Request"),
                    ("answer", "Answer"),
                    ("decision", "Decision"),
                    ("observed", "Observed"),
                    ("event", "Event"),
                    ("uncertain", "Uncertain"),
                    ("purged", "Purged"),
                ],
                max_length=10,
            ),
        ),
    ]
