"""Which files may be kept as what was shared or as evidence: type by content, and size."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from permeate.core.refusals import Refused

MAX_BYTES = 5 * 1024 * 1024
MOST_PARTS = 5_000  # files within a document
KINDS = "PDF, Word, PowerPoint, OpenDocument, PNG, JPEG or plain text"
OFFICE = "application/vnd.openxmlformats-officedocument"
ZIPPED = {
    ".docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document"),
    ".pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation"),
    ".odt": ("content.xml", "application/vnd.oasis.opendocument.text"),
    ".odp": ("content.xml", "application/vnd.oasis.opendocument.presentation"),
}
MAGIC = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}


@dataclass(frozen=True)
class Artefact:
    """A file that was looked at: its name, content and the type that its content has."""

    name: str
    media_type: str
    content: bytes


def artefact(name: str, content: bytes, *, field: str = "file") -> Artefact:
    """The file, if it may be kept; Refused where it is too large or not what it says it is."""
    if len(content) > MAX_BYTES:
        raise Refused("The file is larger than 5 MB. Save it smaller, or in parts.", field=field)
    if not content:
        raise Refused("The file is empty.", field=field)
    plain = PurePath(name.replace("\\", "/")).name
    safe = "".join(one for one in plain if one.isprintable() and one not in '"\\/')[-120:] or "file"
    media_type = _type(PurePath(safe).suffix.lower(), content)
    if not media_type:
        raise Refused(f"The file must be a {KINDS}, without macros.", field=field)
    return Artefact(safe, media_type, content)


def _type(suffix: str, content: bytes) -> str:
    if suffix in MAGIC:
        start, media_type = MAGIC[suffix]
        return media_type if content.startswith(start) else ""
    if suffix in ZIPPED:
        part, media_type = ZIPPED[suffix]
        return media_type if part in _parts(content) else ""
    if suffix in (".txt", ".md"):
        return "text/plain" if _is_text(content) else ""
    return ""


def _parts(content: bytes) -> set[str]:
    """Names in a zipped document; none where it is damaged, too many or with macros."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as zipped:
            names = set(zipped.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()
    macros = any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names)
    return set() if macros or len(names) > MOST_PARTS else names


def _is_text(content: bytes) -> bool:
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
