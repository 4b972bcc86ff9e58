"""Whether a use serves: its stage in the terms of registers that only know systems before, in and after service."""

from enum import StrEnum

from garant.exchange.errors import UseNeverInService
from garant.exchange.facts import facts
from garant.exchange.record import UseRecord


class ServiceState(StrEnum):
    """How a use stands towards the people that it serves."""

    BEFORE = "before"
    TRIAL = "trial"  # isolated, named people
    PILOT = "pilot"
    IN_SERVICE = "in_service"
    RETIRED = "retired"
    NEVER = "never"  # refused or given up before anyone was served


def service_state(record: UseRecord) -> ServiceState:
    """By its stage; by its dates for a stage of a charter's own. What was opened once has been in service."""
    code = facts("stages")["stages"].get(record.stage)
    if code is not None:
        state = ServiceState(code)
        return ServiceState.RETIRED if state is ServiceState.NEVER and record.dates.in_service_on else state
    if record.dates.retired_on is not None:
        return ServiceState.RETIRED
    return ServiceState.IN_SERVICE if record.dates.in_service_on is not None else ServiceState.BEFORE


def in_registers(record: UseRecord) -> bool:
    """Whether a register of systems has a place for it."""
    return service_state(record) is not ServiceState.NEVER


def state_for(format_id: str, record: UseRecord) -> ServiceState:
    """The state, or UseNeverInService where the format has no word for it."""
    state = service_state(record)
    if state is ServiceState.NEVER:
        raise UseNeverInService(use=record.id, format=format_id)
    return state
