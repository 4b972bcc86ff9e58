"""What the charter does with a text, in French, as a person reads it while writing and after sending."""

from collections.abc import Iterable

from garant.assistant.facts import Bounds, Decision, FootprintShown
from garant.assistant.foresight import Foresight
from garant.assistant.models import State
from garant.privacy import Label
from garant.words import Action, DataClass, Zone, count

# For what was found in a text, before the clause and the list: no word agrees with it, it may be of any gender.
_FATE = {
    Action.ALLOW: "Envoi tel quel",
    Action.WARN: "Envoi tel quel, à vérifier avant",
    Action.PSEUDONYMISE: "Un pseudonyme à la place, la vraie valeur dans la réponse",
    Action.REROUTE: "Traitement par un système interne",
    Action.BLOCK: "Envoi refusé",
}

# For the classes of data on a system's card, whose subject is the system.
CLASS_FATE = {
    Action.ALLOW: "Reçoit tel quel",
    Action.WARN: "Reçoit tel quel, avec précaution",
    Action.PSEUDONYMISE: "Reçoit un pseudonyme à la place",
    Action.REROUTE: "Ne reçoit pas : un système interne s’en charge",
    Action.BLOCK: "Ne reçoit jamais",
}

ZONE_EXPLAINED = {
    Zone.INTERNAL: "Chez nous",
    Zone.SOVEREIGN: "Hébergement de confiance",
    Zone.EXTERNAL: "Hors de chez nous",
}


def fate(action: Action, zone: Zone, *, said: bool = False) -> str:
    """What happens to data that were found, or to what was said of somebody, in a few words."""
    if said and action is Action.PSEUDONYMISE:
        return "Envoi sans rien qui dise de qui il s’agit"
    if action is Action.ALLOW and zone is Zone.INTERNAL:
        return "Peut être écrit ici"
    return _FATE[action]


def headline(foresight: Foresight, *, system: str) -> str:
    """The one sentence of the preview: what sending would do now."""
    if any(not seen.observed for seen in foresight.forbidden):
        return "La charte interdit cet usage : ce message ne partira pas."
    seen = count(foresight.data, "donnée repérée", "données repérées")
    if not foresight.data and foresight.groups:
        seen = "propos sensibles repérés"
    match foresight.action:
        case Action.BLOCK:
            return f"Ce message ne partira pas vers « {system} »."
        case Action.REROUTE:
            served = foresight.served.name if foresight.served else "un système interne"
            return f"Ce message sera traité par « {served} », et non par « {system} »."
        case Action.PSEUDONYMISE:
            return f"{_capital(seen)} : « {system} » recevra des pseudonymes à la place."
        case Action.WARN:
            return f"{_capital(seen)} : vérifiez avant d’envoyer à « {system} »."
        case Action.ALLOW:
            if not foresight.marks:
                return "Aucune donnée personnelle repérée. Le repérage ne voit pas tout : relisez-vous."
            return f"{_capital(seen)} : « {system} » peut les recevoir."


def earlier(classes: tuple[DataClass, ...]) -> str:
    """Why the conversation so far counts."""
    names = ", ".join(data.french for data in classes)
    return f"La conversation repart en entier avec chaque message, et elle contient déjà : {names}."


def outcome(state: State, decision: Decision, *, masked: int) -> str:
    """The line under a question: what became of it. `masked` counts the pseudonyms within this very message."""
    if state is State.BLOCKED:
        return "Ce message n’est pas parti."
    if state is State.WAITING:
        return "L’envoi a été interrompu : ce message n’a pas reçu de réponse."
    if state is State.FAILED:
        return "Ce message est resté sans réponse."
    served, asked = decision.served or decision.asked, decision.asked
    where = f"« {served.name} »"
    if decision.action is Action.REROUTE or served.id != asked.id:
        return f"Traité par {where} au lieu de « {asked.name} »."
    if decision.action is Action.PSEUDONYMISE:
        if masked == 0:
            return f"Transmis à {where} ; les données des messages précédents y restent remplacées."
        told = count(masked, "donnée remplacée", "données remplacées")
        return f"Transmis à {where}, {told} par un pseudonyme."
    return f"Transmis tel quel à {where}."


def energy(footprint: FootprintShown) -> str:
    """ "0,21 à 0,48 Wh", in the unit that reads best; "" where there is none."""
    return _interval(footprint.kWh, (("kWh", 1), ("Wh", 1e-3), ("mWh", 1e-6)))


def carbon(footprint: FootprintShown) -> str:
    """ "0,009 à 0,022 g CO₂e"; "" where there is none."""
    return _interval(footprint.kgCO2eq, (("kg CO₂e", 1), ("g CO₂e", 1e-3), ("mg CO₂e", 1e-6)))


def water(footprint: FootprintShown) -> str:
    """ "1 à 2 mL d’eau"; "" where there is none."""
    return _interval(footprint.litres, (("L d’eau", 1), ("mL d’eau", 1e-3), ("µL d’eau", 1e-6)))


def _interval(bounds: Bounds | None, units: tuple[tuple[str, float], ...]) -> str:
    if bounds is None:
        return ""
    # "0,21 Wh" is more familiar than "210 mWh": the smallest unit is for what is next to nothing.
    large, middle, small = units
    unit, size = large if bounds.max >= large[1] else middle if bounds.max >= middle[1] / 100 else small
    low, high = _two_digits(bounds.min / size), _two_digits(bounds.max / size)
    return f"{high} {unit}" if low == high else f"{low} à {high} {unit}"


def _two_digits(number: float) -> str:
    """Two significant digits, no exponent: an estimate does not know more."""
    written = f"{number:.2g}"
    plain = f"{float(written):f}".rstrip("0").rstrip(".") if "." in f"{float(written):f}" else written
    return plain.replace(".", ",")


def named(label: Label, number: int = 1) -> str:
    """ "Numéro de téléphone × 2"."""
    return f"{label.french} × {number}" if number > 1 else label.french


def listed(labels: Iterable[Label]) -> str:
    """The labels within a sentence: "nom de personne, adresse IP"."""
    return ", ".join(_small(label.french) for label in labels)


def _small(text: str) -> str:
    """Without its capital, unless it is an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
