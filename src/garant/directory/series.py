"""What was numbered after the highest goes on, from a migration, in a series of `garant.directory.numbering`."""

from typing import Any

from django.db import migrations, models


def taken_up(room: str, model: str, series: str) -> migrations.RunPython:
    """The migration of one model of one room: each organisation's series starts after its highest number."""

    def carry(apps: Any, schema_editor: Any) -> None:
        rows = apps.get_model(room, model).objects.exclude(number=None).order_by()
        highest = rows.values("organisation").annotate(last=models.Max("number"))
        for each in highest:
            apps.get_model("directory", "NumberSeries").objects.update_or_create(
                organisation_id=each["organisation"], name=series, defaults={"last": each["last"]}
            )

    return migrations.RunPython(carry, migrations.RunPython.noop)
