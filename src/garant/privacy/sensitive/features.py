"""What is seen of a sentence: words of a label, of whom it speaks, and signs that it speaks of nobody.

Each feature is a name that is there or not, so that a score can be told in words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from garant.privacy.folded import Folded
from garant.privacy.gazetteer import first_name, gazetteer, surname
from garant.privacy.labels import Label
from garant.privacy.sensitive.lexicon import Hit

PERSON, GENERAL = "person", "general"  # the data files of evidence
TOLD, STRONG, WEAK = "told", "strong", "weak"  # the groups of words of a label

# Stdlib `re`, on one sentence of bounded length.
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]{2,20}")
_WORD = re.compile(r"[A-Za-z]{2,24}")
_AGE = re.compile(r"\b([0-9]{1,3}) ans\b")
_MONTHS = re.compile(r"(?:\(|agee? de |bebe de |, )[0-9]{1,2} mois\b")
_BORN = re.compile(r"\bne+(?:\(?e\)?)? le [^\n;|]{0,14}?\b((?:19|20)[0-9]{2})\b")
_DAY = re.compile(
    r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-]((?:19|20)[0-9]{2})\b|\b((?:19|20)[0-9]{2})-[0-9]{2}-[0-9]{2}\b"
)
_FIELD = re.compile(r"^[^:;|]{2,40} ?[:=]")
_FIGURE = re.compile(r"[0-9] ?%")
_LOWER = re.compile(r"\b[a-z]{3,20}\b")
_TITLES = frozenset(
    {
        "m",
        "mr",
        "mme",
        "mmes",
        "mlle",
        "monsieur",
        "madame",
        "dr",
        "me",
        "docteur",
        "maitre",
        "agent",
        "nommé",
    }
)
_OWN = (
    "mon ",
    "ma ",
    "mes ",
    "son ",
    "sa ",
    "ses ",
    "votre ",
    "vos ",
    "leur ",
    "leurs ",
    "notre ",
    "ton ",
    "ta ",
)

MINORITY = 18  # years
BORN_FROM = 2008  # who is born in that year or later is a child: to be raised each year (next: November 2027)
LATEST_IN_A_ROW = 2022  # a later date in a row is rather that of a decision
_NAMED_WITHIN = 28  # characters around "ma fille" or "8 ans" where the child's first name stands
_SUBJECT = 24  # characters at the head of a sentence where its subject stands


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, of whom its words speak (groups of `person.yaml`), and how much it speaks in general."""

    start: int
    end: int
    person: frozenset[str]
    generalities: int  # words of `general.yaml`
    signs: tuple[str, ...]  # features that it has whatever the label
    names: frozenset[str] = frozenset()  # words with a capital, in small letters

    @property
    def speaks_of_someone(self) -> bool:
        return not _SOMEONE.isdisjoint(self.person)

    def may_name_a_child(self, children: frozenset[str], whole: frozenset[str]) -> bool:
        """Whether it speaks of a child, or by a first name alone where the text is rather about children."""
        return (
            "child" in self.person
            or not children.isdisjoint(self.names)
            or ("given" in self.person and "childish" in whole)
        )

    @property
    def is_of_a_grown_up(self) -> bool:
        """Whether it gives the age or the birth of an adult, and names no child: "Maëlle Roux, 84 ans, vit seule"."""
        return "adult" in self.person and "child" not in self.person


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the words of one label in a sentence."""

    others: frozenset[Label]  # labels with a word in the same sentence that is not weak …
    told: frozenset[Label]  # … or a phrase that tells it by itself
    before: Sequence[Sentence]  # the sentences before, the nearest first
    whole: frozenset[str]  # what is seen of the whole text
    children: frozenset[str] = frozenset()  # first names, in small letters, that the text gives to a child

    def child(self, sentence: Sentence) -> str:
        """Where a child is spoken of: the nearer, the likelier that the sentence is about it."""
        if "child" in sentence.person or not self.children.isdisjoint(sentence.names):
            return "here"
        if any("child" in earlier.person for earlier in self.before[:2]):
            return "before"
        if "child" in self.whole:
            return "somewhere"
        return "school" if "school" in sentence.person else "nowhere"

    def may_be_of_a_child(self, sentence: Sentence, *, borrowed: bool, weak: bool) -> bool:
        """Whether a sentence without a strong word of a minor may yet tell of one: by words of other labels
        (`borrowed`), or by a word that is weak on its own.
        """
        child = self.child(sentence)
        if child == "here":
            return borrowed or weak
        if child == "nowhere" or not _GROWN_UP.isdisjoint(sentence.person):
            return False
        if child == "somewhere" and "childish" not in self.whole:
            return False
        return borrowed or (weak and "given" in sentence.person and "childish" in self.whole)

    def whom(self, sentence: Sentence) -> str:
        """Of whom a sentence speaks, without a subject too: "Suivie en CMP." after "Mme B. est reçue ce jour."

        "Ses empreintes ont été relevées" speaks of somebody named before, wherever that is.
        """
        if sentence.speaks_of_someone:
            return "someone"
        between = 0
        for earlier in self.before:
            if earlier.speaks_of_someone and earlier.generalities <= _MUCH:
                return "carried" if not between else "carried_far"
            between += earlier.generalities
        if "possessive" in sentence.person:
            return "carried"
        return "text" if "someone" in self.whole else "nobody"


_SOMEONE = frozenset({"first", "third", "title", "kin", "role", "name", "birth", "child"})
_GROWN = frozenset({"adult", "title", "first"})
_GROWN_UP = frozenset({"adult", "title", "first", "grown"})
_MUCH = 2
_CHILDISH = 4  # words of children and their places from which a text is rather about them


def read_sentence(folded: Folded, flat: str, start: int, end: int, evidence: Sequence[Hit]) -> Sentence:
    """`evidence`: the hits of the two data files that begin within the sentence."""
    text = folded.text[start:end]
    person = {hit.group for hit in evidence if hit.topic == PERSON}
    general = [hit for hit in evidence if hit.topic == GENERAL]
    ages = {int(age[1]) < MINORITY for age in _AGE.finditer(flat, start, end)}
    if ages == {False}:
        person.discard("child")  # "mon fils, 24 ans"
    if ages:
        person |= {"age"} | {"child" if young else "adult" for young in ages}
    if _MONTHS.search(folded.lower, start, end):
        person |= {"age", "child"}
    born = _BORN.search(folded.lower, start, end)
    year = int(born[1]) if born else _birth_in_row(text)
    if year:
        person |= {"birth", "child" if year >= BORN_FROM else "adult"}
    if _names_someone(text):
        person.add("name")
    groups = {hit.group for hit in general}
    if _FIGURE.search(text):
        groups.add("figures")
    signs = [f"general:{group}" for group in sorted(groups)]
    signs += [f"person:{group}" for group in sorted(person)]
    if general and general[0].start - start <= _SUBJECT and person.isdisjoint(_SOMEONE):
        signs.append("general:subject")
    signs += _shape(text)
    if True in ages:
        person.add("young")
    if "child" in person and any(
        hit.group == "child" and hit.topic == PERSON and hit.start - start <= _SUBJECT // 2
        for hit in evidence
    ):
        person.add("child_first")
    if _bears_first_name_alone(text):
        person.add("given")
    names = frozenset(found[0].lower() for found in _CAPITALISED.finditer(text))
    return Sentence(start, end, frozenset(person), len(general), tuple(signs), names)


def _birth_in_row(text: str) -> int:
    """The year of the first full date of a row of a table, where it is old enough to be a birth; else 0."""
    day = _DAY.search(text) if text.count(";") >= 2 or text.count("|") >= 2 or "\t" in text else None
    year = int(day[1] or day[2]) if day else 0
    return year if year <= LATEST_IN_A_ROW else 0


def _shape(text: str) -> list[str]:
    words = len(_WORD.findall(text))
    shape = ["shape:very_short" if words <= 4 else "shape:short" if words <= 9 else "shape:plain"]
    if text[-1] == "?":
        shape.append("shape:question")
    elif text[-1] not in ".!;,":
        shape.append("shape:open")
    if _FIELD.match(text):
        shape.append("shape:field")
    if text.count(";") >= 2 or text.count("|") >= 2 or text.count("\t") >= 2:
        shape.append("shape:row")
    if text.isupper():
        shape.append("shape:capitals")
    return shape


def _names_someone(text: str) -> bool:
    """A first name, or a surname in capitals within ordinary writing."""
    words = gazetteer()
    shouting = text.isupper()
    for found in _CAPITALISED.finditer(text):
        word = found[0]
        lower = word.lower()
        facts = words.facts(lower)
        if not facts or (words.is_common(lower) and not word.isupper()):
            continue
        if first_name(facts) >= 3 and not (shouting and words.is_common(lower)):
            return True
        if (
            word.isupper()
            and not shouting
            and len(word) > 3
            and surname(facts)
            and not words.is_common(lower)
        ):
            return True
    return False


def _bears_first_name_alone(text: str) -> bool:
    """A first name with no title and no surname, as children are spoken of: "Lina dort mal", "kelly a vomi"."""
    words = gazetteer()
    flat = text.islower()
    for found in (_LOWER if flat else _CAPITALISED).finditer(text):
        word = found[0].lower()
        least = 5 if flat else 3
        facts = words.facts(word)
        if first_name(facts) < least or (words.is_common(word) and (flat or found[0].isupper())):
            continue
        if flat:
            return True
        before = text[: found.start()].rstrip().rpartition(" ")[2]
        after = text[found.end() : found.end() + 2]
        beside = before[:1].isupper() and before.isalpha() and len(found[0]) < found.start()
        if (
            not beside
            and before.lower().strip(".") not in _TITLES
            and not (after[1:].isupper() and after[0] in " -")
        ):
            return True
    return False


def describe(
    label: Label, sentence: Sentence, hits: Sequence[Hit], around: Surroundings, flat: str
) -> list[str]:
    """The features of a sentence for one label, whose words are `hits`."""
    kind = label.removeprefix("SENSITIVE_").lower()
    company = bool(around.others - {label})
    strength = _strength(hits)
    if label is Label.SENSITIVE_MINOR and company and (hits[0].topic != label or strength.startswith(WEAK)):
        strength = "borrowed"
    who = around.whom(sentence)
    much = min(sentence.generalities, _MUCH + 1)
    features = [
        "bias",
        f"{kind}:{strength}",
        f"strength:{strength}",
        f"who:{who}",
        f"{strength}&{who}",
        f"general={much}",
        f"{strength}&general={much}",
        f"{who}&general={much}",
        *sentence.signs,
    ]
    features += [f"whole:{sign}" for sign in sorted(around.whole)]
    if len(hits) > 2 and len({flat[hit.start : hit.end] for hit in hits}) > 2:
        features.append("many_words")
    if any(flat.endswith(_OWN, max(0, hit.start - 6), hit.start) for hit in hits):
        features.append("own")
    if label is not Label.SENSITIVE_MINOR:
        return [*features, "company"] if company else features
    return [f"minor:{feature}" for feature in (*features, *_of_a_child(sentence, around, strength, who))]


def _of_a_child(sentence: Sentence, around: Surroundings, strength: str, who: str) -> list[str]:
    """What tells whether a sentence is about a child: where it stands, who else is spoken of."""
    child = around.child(sentence)
    company = around.others - {Label.SENSITIVE_MINOR}
    features = [f"child_{child}", f"{strength}&child_{child}"]
    features += [
        f"with_{other.removeprefix('SENSITIVE_').lower()}&child_{child}" for other in sorted(company)
    ]
    features += [f"{sign}&{strength}" for sign in ("young", "child_first") if sign in sentence.person]
    childish = "childish" if "childish" in around.whole else "other_text"
    if "given" in sentence.person:
        features += [f"given&child_{child}", f"given&{strength}", f"given&{childish}"]
    else:
        features += [f"{childish}&{who}", f"{childish}&child_{child}"]
    if not around.children.isdisjoint(sentence.names):
        features.append("named_child")
    if "title" in sentence.person or "kin" in sentence.person:
        features.append(f"relative&child_{child}")
    features += [f"{who}&{sign}" for sign in ("adult", "title") if sign in sentence.person]
    features += [
        f"{sign}&child_{child}" for sign in ("grown", "title", "first", "adult") if sign in sentence.person
    ]
    if around.told - {Label.SENSITIVE_MINOR}:
        features.append(f"other_told&child_{child}")
        if sentence.person.isdisjoint(_GROWN):
            features.append(f"other_told&child_{child}&alone")
    elif company:
        features.append(f"company&child_{child}")
    return features


def _strength(hits: Sequence[Hit]) -> str:
    groups = [hit.group for hit in hits]
    if TOLD in groups:
        return "told"
    if STRONG in groups:
        return "strong2" if len(groups) > 1 else "strong"
    return "weak2" if len(groups) > 1 else "weak"


def names_of_children(folded: Folded, flat: str, evidence: Sequence[Hit]) -> frozenset[str]:
    """First names, in small letters, that stand by the words of a child: "ma fille Lison", "Naël, 3 ans"."""
    names: set[str] = set()
    for hit in evidence:
        if hit.group == "child" and hit.topic == PERSON:
            names |= _first_names(folded.text[hit.end : hit.end + _NAMED_WITHIN].partition("\n")[0])
    for age in _AGE.finditer(flat):
        if int(age[1]) < MINORITY:
            before = folded.text[max(0, age.start() - _NAMED_WITHIN) : age.start()]
            names |= _first_names(before.rpartition("\n")[2])
    return frozenset(names)


def _first_names(text: str) -> set[str]:
    words = gazetteer()
    lower = (found[0].lower() for found in _CAPITALISED.finditer(text))
    return {word for word in lower if first_name(words.facts(word)) >= 1 and not words.is_common(word)}


def read_whole(evidence: Sequence[Hit]) -> frozenset[str]:
    """Whether a text speaks of someone, by its titles, kin, first person… and how it reads as a whole."""
    counts = Counter(hit.group for hit in evidence if hit.topic == PERSON)
    general = sum(hit.topic == GENERAL for hit in evidence)
    people = sum(counts[group] for group in ("first", "third", "title", "kin", "birth"))
    signs = set()
    if people:
        signs.add("someone")
    if counts["title"] + counts["kin"] + counts["birth"] >= 2:
        signs.add("case")
    if counts["first"] >= 2:
        signs.add("letter")
    if general > 4 + 2 * people:
        signs.add("general")
    if counts["child"] or counts["school"] >= 2:
        signs.add("child")
    if counts["child"] + counts["school"] >= _CHILDISH:
        signs.add("childish")
    return frozenset(signs)
