"""What every reader gives: a file as pieces of text, and the same file with other text."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from garant.privacy.documents.remark import Remark
from garant.privacy.labels import Label
from garant.privacy.pseudonyms import Change


class Document(ABC):
    """A file as pieces of text (the whole text, paragraph by paragraph, cell by cell). Read once, rewritten once."""

    @property
    @abstractmethod
    def suffix(self) -> str:
        """Of the file that `rewritten` makes."""

    @property
    @abstractmethod
    def pieces(self) -> Sequence[str]: ...

    @property
    @abstractmethod
    def remarks(self) -> Mapping[Remark, int]:
        """What nobody could look into, and what the new file does without."""

    @property
    def unread(self) -> int:
        """How many parts hold no text that we could read: images."""
        return self.remarks.get(Remark.PICTURE, 0)

    @property
    def is_flat(self) -> bool:
        """Whether the new file is made of pixels: then nothing can be brought back into it."""
        return False

    def restorable(self, piece: int) -> bool:
        """Whether originals can come back into the piece."""
        return not self.is_flat

    def is_whole(self, piece: int) -> bool:
        """Whether the piece is replaced as a whole, if anything of it is: the name of a bookmark, of a range."""
        return False

    def label(self, piece: int) -> Label | None:
        """What the piece is as a whole (the author of a comment), or None: then its text decides."""
        return None

    def glue(self, piece: int) -> str:
        """What stands between this piece and the next: a tab between two cells of a table, else a line end."""
        return "\n"

    def view(self, piece: int, text: str) -> str:
        """What detection reads where the piece says `text`, of the same length: a line end in a cell is a space."""
        return text

    def cells(self, piece: int) -> Sequence[tuple[int, int]] | None:
        """Ranges that a replacement may not cross (cells of a CSV); None where there is no such limit."""
        return None

    @abstractmethod
    def rewritten(self, pieces: Sequence[str], changed: Sequence[Sequence[Change]]) -> bytes:
        """The same file with other text. `pieces` are the new texts, `changed` what changed in each of them.

        Proves itself: the new file, read anew, holds what it was meant to hold, or DocumentNotClean.
        """

    @classmethod
    def raw_texts(cls, data: bytes) -> Iterator[str]:
        """All that a written file holds in any readable form, tags and all, for a last search."""
        yield from ()
