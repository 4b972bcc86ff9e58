"""What a record is about, as its own name says it: "use:3f…" is an AI use."""

_USE = "use:"


def use_of(subject: str) -> str | None:
    """The bare identifier of the AI use, as the journal names it; None for any other subject."""
    return subject.removeprefix(_USE) if subject.startswith(_USE) and len(subject) > len(_USE) else None
