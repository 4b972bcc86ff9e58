"""What a person sends, held in memory and nowhere else: no temporary file, no session."""

import io
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from garant.redaction.errors import UploadTooLarge

MOST_MEGABYTES = 8
_MOST_BYTES = MOST_MEGABYTES << 20


class InMemory(FileUploadHandler):
    """Keeps each file in memory up to the limit; beyond it the file is dropped, and `too_large` says so.

    Django's own handler trusts the length that the client announces, and lets a longer file vanish.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large = False
        self._file = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._file = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._file.tell() + len(raw_data) > _MOST_BYTES:
            self.too_large = True
            self._file = io.BytesIO()
            raise SkipFile
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
            self.content_type_extra,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """A file that a person gave: its name as they named it, its bytes. Raises UploadTooLarge."""

    name: str
    data: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.data) > _MOST_BYTES:
            raise UploadTooLarge(megabytes=MOST_MEGABYTES)

    @classmethod
    def of(cls, upload: "UploadedFile[bytes]") -> "Given":
        return cls(PurePath(upload.name or "fichier").name, upload.read())
