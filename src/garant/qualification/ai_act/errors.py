"""What can be wrong with answers to the tree."""

from garant.words import GarantError


class AiActAnswerInvalid(GarantError):
    """A question that is asked was given a value that it doesn't offer. `node` and `options` are ours to show."""

    code = "ai_act_answer_invalid"

    def __init__(self, node: str, options: tuple[str, ...]) -> None:
        super().__init__(node=node, options=", ".join(options))
        self.node = node
        self.options = options
