"""Uploaded files are kept in memory, never on disk, and no more of them than one file may be."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MAX_BYTES = 5 * 1024 * 1024


class KeptInMemory(FileUploadHandler):
    """Keeps at most MAX_BYTES + 1 bytes of all files in a request together.

    The one extra byte is enough to see that a file is too large.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._left = MAX_BYTES + 1
        self._kept = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        kept = raw_data[: self._left]
        self._left -= len(kept)
        self._kept.write(kept)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        size = self._kept.tell()
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "",
            size=size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
