import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0005_charter_vote'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('state', models.CharField(choices=[('draft', 'Brouillon'), ('validated', 'Validé')], default='draft', max_length=10)),
                ('content', models.JSONField()),
                ('computed_at', models.DateTimeField()),
                ('words', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('revision', models.PositiveIntegerField(default=1)),
                ('number', models.PositiveIntegerField(null=True)),
                ('validated_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('digest', models.CharField(blank=True, max_length=71)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('validated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-until', '-created_at'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'number'), name='report_number_once')],
            },
        ),
    ]
