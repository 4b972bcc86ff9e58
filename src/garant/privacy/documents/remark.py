"""What a person has to be told of a document that was read or written: what nobody looked into, what was taken out."""

from enum import StrEnum

from garant.words import count


class Remark(StrEnum):
    """Counted, never quoted."""

    PICTURE = "picture"
    PICTURE_REMOVED = "picture_removed"
    ATTACHMENT_REMOVED = "attachment_removed"
    SCRIPT_REMOVED = "script_removed"
    HEADER_REMOVED = "header_removed"
    PART_REMOVED = "part_removed"
    PAGE_BLACKED = "page_blacked"
    WORD_BLACKED = "word_blacked"

    def french(self, number: int) -> str:
        """The sentence that says it, without its full stop."""
        one, many, then = _SENTENCES[self]
        return count(number, one, many) + then


_SENTENCES: dict[Remark, tuple[str, str, str]] = {
    Remark.PICTURE: ("image non examinée", "images non examinées", ", à vérifier vous-même"),
    Remark.PICTURE_REMOVED: ("image retirée", "images retirées", ", faute d’avoir pu y lire du texte"),
    Remark.ATTACHMENT_REMOVED: ("pièce jointe retirée", "pièces jointes retirées", ", faute d’avoir pu la vérifier"),
    Remark.SCRIPT_REMOVED: ("programme retiré", "programmes retirés", " de la page"),
    Remark.HEADER_REMOVED: ("en-tête technique retiré", "en-têtes techniques retirés", " du message"),
    Remark.PART_REMOVED: ("élément technique retiré", "éléments techniques retirés", " (aperçu, imprimante, données liées)"),
    Remark.PAGE_BLACKED: ("page noircie", "pages noircies", ", faute d’avoir pu la lire"),
    Remark.WORD_BLACKED: ("mot illisible noirci", "mots illisibles noircis", ""),
}  # fmt: skip
