"""Private to this room: the doors are `actions` and `queries`."""

import uuid
from typing import ClassVar

from django.db import models

from garant.charter import Stage
from garant.directory.reading import JournalMarks
from garant.directory.subject import subject_of
from garant.lifecycle.terms import Ambition, Decision, SessionState

_STAGES = [(stage.value, stage.french) for stage in Stage]


class Use(models.Model):
    """One AI use: one purpose, one requester, one place in its life. Amended with its past kept, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="uses")
    number = models.PositiveIntegerField()  # "n° 7" of the organisation
    title = models.CharField(max_length=150)
    department = models.CharField(max_length=150)
    requester = models.ForeignKey("directory.Person", models.PROTECT, related_name="uses")
    stage = models.CharField(max_length=20, choices=_STAGES, default=Stage.NEED)
    entered_at = models.DateTimeField()  # its present stage
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    # The need.
    what = models.TextField()
    for_whom = models.TextField()
    today_way = models.TextField(blank=True)
    value_users = models.TextField(blank=True)
    value_agents = models.TextField(blank=True)
    ambition = models.CharField(max_length=12, choices=Ambition.choices, blank=True)
    why_ai = models.TextField(blank=True)
    data_used = models.TextField(blank=True)

    # The sheet: what was answered, under which version of its questions.
    answers = models.JSONField(default=dict)
    own_answers = models.JSONField(default=dict)  # to the organisation's own questions
    sheet_version = models.CharField(max_length=40, blank=True)

    # What makes the system understandable, and what the gates towards users ask.
    objectives = models.TextField(blank=True)
    explanation = models.TextField(blank=True)
    help_text = models.TextField(blank=True)
    provider_entry_url = models.CharField(max_length=300, blank=True)
    fria_summary = models.TextField(blank=True)
    dpia_summary = models.TextField(blank=True)

    # Its life in service.
    review_on = models.DateField(null=True)
    value_measured = models.TextField(blank=True)
    data_return = models.TextField(blank=True)
    to_re_evaluate_since = models.DateTimeField(null=True)
    re_evaluate_by = models.DateTimeField(null=True)  # after it, its access is closed
    re_evaluate_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="use_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/usages/{self.id}/"

    @property
    def subject(self) -> str:
        """How the other rooms name it."""
        return subject_of(self.id)

    @property
    def stage_word(self) -> Stage:
        return Stage(self.stage)

    @property
    def ambition_french(self) -> str:
        return Ambition(self.ambition).label if self.ambition else ""


class Visa(models.Model):
    """A role has read the sheet as it stood. It falls when an answer changes."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="visas")
    role = models.CharField(max_length=20)
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # of the answers that were read

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]

    def __str__(self) -> str:
        return f"{self.use_id}:{self.role}"


class UsedSystem(models.Model):
    """A system of the catalogue that the use rests on, and the version that was evaluated."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="used")
    system = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    version_french = models.CharField(max_length=300, blank=True)
    # Serves these uses alone: it opens to their people only, and closes with them. An assistant for all does not.
    dedicated = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["system"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["use", "system"], name="used_system_once"),
        ]

    def __str__(self) -> str:
        return f"{self.use_id}:{self.system}"


class Participant(models.Model):
    """Someone to whom a pilot is open. Without the attestation of their training, it stays closed to them."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="participants")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    trained_on = models.DateField(null=True)
    attested_by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["person__full_name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["use", "person"], name="participant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.use_id}:{self.person_id}"


class Passage(models.Model):
    """A use passed from one stage to another. Only ever added."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="passages")
    before = models.CharField(max_length=20, choices=_STAGES, blank=True)
    after = models.CharField(max_length=20, choices=_STAGES)
    at = models.DateTimeField()
    by = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    reason = models.TextField()
    charter = models.CharField(max_length=100)
    version = models.CharField(max_length=20)
    # What the gate found: [{"requirement", "said"}].
    checked = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.use_id}:{self.before}>{self.after}"

    @property
    def before_french(self) -> str:
        return Stage(self.before).french if self.before else ""

    @property
    def after_french(self) -> str:
        return Stage(self.after).french


class ArbitrationSession(models.Model):
    """One sitting of those who decide: a ranked list, a decision for each case, minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=150)
    held_on = models.DateField()
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.OPEN)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-held_on", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "number"], name="arbitration_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/arbitrages/{self.id}/"

    @property
    def is_open(self) -> bool:
        return self.state == SessionState.OPEN


class Case(models.Model):
    """A use before an arbitration session. Decided once."""

    session = models.ForeignKey(ArbitrationSession, models.PROTECT, related_name="cases")
    use = models.ForeignKey(Use, models.PROTECT, related_name="cases")
    rank = models.PositiveIntegerField()
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    justification = models.TextField(blank=True)
    conditions = models.JSONField(default=list)
    by = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    # The scores that were on the table, so that the minutes say what was known then.
    seen = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["rank"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "use"], name="case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.use_id}"

    @property
    def decision_french(self) -> str:
        return Decision(self.decision).label if self.decision else ""


class UseKey(models.Model):
    """A key of the gateway for one person and this use alone, as long as the use lives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    use = models.ForeignKey(Use, models.CASCADE, related_name="keys")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=16)
    hash = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return str(self.id)


class Call(models.Model):
    """A call for projects: dates, criteria, candidates among the needs (AHP-06)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title = models.CharField(max_length=150)
    text = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    criteria = models.JSONField(default=list)  # [{"title", "weight"}]
    results_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opens_on"]

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return f"/appels/{self.id}/"


class Candidature(models.Model):
    """A need that answers a call; its marks, and whether it was selected."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="candidatures")
    use = models.ForeignKey(Use, models.PROTECT, related_name="candidatures")
    at = models.DateTimeField()
    marks = models.JSONField(default=dict)  # the criterion's rank → 0 to 5
    comment = models.TextField(blank=True)
    selected = models.BooleanField(null=True)  # None until the results

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "use"], name="candidate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}:{self.use_id}"


class UseMeasure(models.Model):
    """What the gateway served for a use in one day: counts and intervals, a mirror of the journal."""

    use = models.ForeignKey(Use, models.CASCADE, related_name="measures")
    day = models.DateField()
    requests = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    not_estimated = models.PositiveIntegerField(default=0)  # answers without a footprint
    kwh_min = models.FloatField(default=0.0)
    kwh_max = models.FloatField(default=0.0)
    gco2e_min = models.FloatField(default=0.0)
    gco2e_max = models.FloatField(default=0.0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["use", "day"], name="measured_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.use_id} {self.day}"


class MeasuredUpTo(JournalMarks):
    """One row: how far the journal was read for the uses, writer by writer."""
