"""Answers at rest: sealed, since they hold a vendor's secrets and the names of its people."""

import json
from collections.abc import Mapping

from garant.directory.sealing import seal, unseal
from garant.procurement.models import Answer, Consultation
from garant.procurement.replies import Reply, replies_from

_PURPOSE = "vendor-answer"


def put(consultation: Consultation, answer: Answer, replies: Mapping[str, Reply]) -> None:
    """Seal the replies into the answer, which the caller saves."""
    text = json.dumps({name: reply.to_mapping() for name, reply in replies.items()}, ensure_ascii=False)
    answer.values = seal(
        text, purpose=_PURPOSE, organisation=consultation.organisation.slug, bound_to=str(answer.id)
    )


def opened(consultation: Consultation, answer: Answer) -> Mapping[str, Reply]:
    """The replies. Whether this reader may see them, the caller has decided."""
    text = unseal(
        bytes(answer.values),
        purpose=_PURPOSE,
        organisation=consultation.organisation.slug,
        bound_to=str(answer.id),
    )
    return replies_from(json.loads(text))
