"""The script of a demonstration organisation, read from `demonstration_data/`: who needs what, what happened when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

Scene = Mapping[str, Any]

_ZONE = ZoneInfo("Europe/Paris")
_SATURDAY = 5


@dataclass
class Story:
    """An organisation while its life is told: its people by seat, and what the scenes so far have made, by its key in
    the script. The people are the directory's; this room may not name their type."""

    slug: str
    organisation: Any
    people: Mapping[str, Any]
    script: Mapping[str, Any]
    now: datetime
    uses: dict[str, UUID] = field(default_factory=dict)
    made: dict[str, UUID] = field(default_factory=dict)  # committees, calls, vendors

    def actor(self, scene: Scene, usual: str) -> Any:
        """Who does it: whom the scene names, else whose work it is."""
        return self.people[scene.get("by", usual)]

    def subject(self, use: str) -> str:
        """How the rooms name a use; "" for what is about none."""
        return f"use:{self.uses[use]}" if use else ""


def script(name: str) -> Mapping[str, Any]:
    """One file of `demonstration_data/`."""
    path = files("garant.web").joinpath("demonstration_data", f"{name}.yaml")
    read: Mapping[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return read


def timeline(said: Mapping[str, Any], now: datetime) -> Iterator[tuple[Scene, datetime]]:
    """Every scene of the script at its moment, the oldest first: on working days, from nine o’clock on, five minutes
    apart. What happened `ago: 0` happens now."""
    scenes = [{"use": key, **scene} for key, use in said["uses"].items() for scene in use["life"]]
    scenes += said["scenes"]  # after the uses: a session decides on those that came before it the same day
    scenes.sort(key=lambda scene: -scene["ago"])
    for day, same in groupby(scenes, key=lambda scene: day_before(now, scene["ago"])):
        morning = datetime.combine(day, time(9), tzinfo=_ZONE)
        for place, scene in enumerate(same):
            yield scene, min(now, morning + timedelta(minutes=5 * place)) if scene["ago"] else now


def day_after(day: date, days: int) -> date:
    """The working day so many days later: what would fall on a week-end waits for the Monday."""
    then = day + timedelta(days=days)
    return then + timedelta(days=7 - then.weekday()) if then.weekday() >= _SATURDAY else then


def day_before(now: datetime, ago: int) -> date:
    """The working day so many days ago: what would fall on a week-end was done on the Friday."""
    day = now.astimezone(_ZONE).date() - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1)) if ago else day
