"""A trial of the Département: Denis (DSI) and Rita (referent) manage it, Alice takes part, Ines audits, Sam is RSSI."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from garant.directory.kinds import Role
from garant.directory.models import Person
from garant.trials import actions
from garant.trials.models import Consent, Criterion, DataSet, Trial
from world import World, join

USE = "use:0b7cbb6b-5ea7-4c5f-a5f9-2d6f3f0f7f10"
BEFORE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DURING = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
LAST_MINUTE = datetime(2026, 12, 4, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Paris
AFTER = datetime(2026, 12, 4, 23, 0, tzinfo=UTC)  # midnight in Paris


@dataclass
class Space:
    """The trial, whole and ready to start on 23 November."""

    world: World
    denis: Person
    rita: Person
    ines: Person
    sam: Person
    trial: Trial
    criterion: Criterion
    data: DataSet | None = None
    own: Consent | None = None
    outside: Consent | None = None

    @property
    def id(self) -> uuid.UUID:
        return self.trial.id

    @property
    def alice(self) -> Person:
        return self.world.alice

    def personal(self) -> None:
        """Personal data of Bruno and of someone from outside, both asked, neither has answered."""
        self.data = actions.add_data(
            self.denis,
            self.id,
            name="Dossiers de familles",
            origin="Service petite enfance",
            place="Dossier partagé Essai",
            personal=True,
            now=BEFORE,
        )
        actions.write_consent_text(self.denis, self.id, text="Vos données servent à l’essai.", now=BEFORE)
        self.own = actions.name_concerned(self.denis, self.data.id, person=self.world.bruno.id, now=BEFORE)
        self.outside = actions.name_concerned(self.denis, self.data.id, name="Zélie Dupont", now=BEFORE)

    def consented(self) -> None:
        self.personal()
        assert self.own is not None
        assert self.outside is not None
        actions.give_consent(self.world.bruno, self.own.id, now=BEFORE)
        actions.give_consent(self.denis, self.outside.id, given_on=date(2026, 11, 19), now=BEFORE)

    def start(self) -> Trial:
        return actions.start_trial(self.denis, self.id, now=START)

    def erased(self) -> None:
        """Started, ended by its date, erased."""
        self.start()
        actions.erase(self.denis, self.id, now=AFTER)


@pytest.fixture
def space(world) -> Space:
    denis = join(world.departement, "denis", "Denis Faure", Role.DSI)
    rita = join(world.departement, "rita", "Rita Garnier", Role.REFERENT)
    ines = join(world.departement, "ines", "Inès Lambert", Role.AUDITOR)
    sam = join(world.departement, "sam", "Sam Leroy", Role.RSSI)
    trial = prepared(denis)
    criterion = actions.add_criterion(
        denis, trial.id, sentence="Les réponses sont justes.", threshold="90 % des cas", now=BEFORE
    )
    actions.add_case(
        denis,
        trial.id,
        given="Une demande simple",
        expected="La bonne pièce",
        criterion=criterion.id,
        now=BEFORE,
    )
    actions.add_participant(denis, trial.id, person=world.alice.id, now=BEFORE)
    actions.agree_plan(rita, trial.id, now=BEFORE)
    return Space(world, denis, rita, ines, sam, trial, criterion)


def prepared(actor: Person, **changes: object) -> Trial:
    asked = {
        "purpose": "Voir si l’aide est utile.",
        "direction": "Direction de l’enfance",
        "starts_on": date(2026, 11, 23),
        "ends_on": date(2026, 12, 4),
        "systems": ["iris"],
        "now": BEFORE,
    }
    return actions.open_trial(actor, USE, "Aide aux dossiers de crèche", **(asked | changes))
