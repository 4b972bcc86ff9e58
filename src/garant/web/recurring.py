"""What the installation does by itself for as long as it runs: each a thread of its own, in the room that needs it."""

from garant.assistant.sweeping import Sweeper
from garant.catalogue.watching import ProofWatcher
from garant.decisions.purging import DecisionPurger
from garant.directory.recurring import Recurring
from garant.lifecycle.following import UseFollower
from garant.notifications.digesting import Digester
from garant.portal.points import PortalKeeper
from garant.publication.following import JournalFollower
from garant.registers.reminding import Reminder


def start_all() -> list[Recurring]:
    """Started; whoever calls stops them."""
    found: list[Recurring] = [
        Sweeper(),
        ProofWatcher(),
        UseFollower(),
        Reminder(),
        Digester(),
        DecisionPurger(),
        JournalFollower(),
        PortalKeeper(),
    ]
    for each in found:
        each.start()
    return found
