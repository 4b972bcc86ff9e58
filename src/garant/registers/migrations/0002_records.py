import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registers', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PendingImport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('shelf', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('data', models.BinaryField()),
                ('created_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('shelf', models.SlugField(max_length=40)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('subject', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(max_length=20)),
                ('values', models.JSONField(default=dict)),
                ('folded', models.TextField(blank=True)),
                ('due', models.DateField(null=True)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('amended_at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Numbering',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shelf', models.SlugField(max_length=40)),
                ('last', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'shelf'), name='numbering_once')],
            },
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['organisation', 'shelf', 'subject'], name='record_subject'),
        ),
        migrations.AddIndex(
            model_name='record',
            index=models.Index(fields=['shelf', 'due'], name='record_due'),
        ),
        migrations.AddConstraint(
            model_name='record',
            constraint=models.UniqueConstraint(fields=('organisation', 'shelf', 'number'), name='record_number_once'),
        ),
    ]
