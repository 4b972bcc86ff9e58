"""What a person should know before a file leaves: a gap, a text that was cut, a rule that it breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from garant.words import message


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know, and where: "answers[3].reference_to", "risks". The sentence is in the catalogue.

    Blocking: the tool that receives the file would refuse it, or stop half way.
    """

    code: str
    where: str
    facts: Mapping[str, object] = field(default_factory=dict)
    blocking: bool = False

    @property
    def sentence(self) -> str:
        """One French sentence."""
        return message(self.code).say.format_map({"where": self.where, **self.facts})

    @property
    def advice(self) -> str:
        """What to do about it, in French."""
        return message(self.code).do.format_map({"where": self.where, **self.facts})
