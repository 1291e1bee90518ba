"""What a file holds that can be checked, by its content and never by its name."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
from django.core.management.base import CommandError

from permeate.core.credentials.baked import PNG, from_png, from_svg
from permeate.core.credentials.reading import read_json
from permeate.core.credentials.trust import Trust
from permeate.core.refusals import Refused

MAX_FILE = 30_000_000
MAX_TRUSTED = 5_000
# What pypdf raises at a broken file besides its own errors.
BROKEN = (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
          RecursionError, AssertionError, NotImplementedError, OSError)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """The credentials in a file; ``pdf`` is the file itself where they are attached to pages,
    ``others`` the names of what else is attached."""

    credentials: tuple[Any, ...]
    pdf: bytes | None = None
    others: tuple[str, ...] = ()


def read_file(path: Path) -> bytes:
    """A file's bytes; CommandError with status 2 where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
    return data


def find(data: bytes) -> Found:
    """The credentials of a PDF, PNG, SVG or JSON file; Refused where there are none to read."""
    if len(data) > MAX_FILE:
        raise Refused(f"The file is larger than {MAX_FILE // 1_000_000} MB.")
    if b"%PDF-" in data[:1024]:
        files, others = attached(data)
        return Found(tuple(read_json(one) for one in files), data, others)
    if data.startswith(PNG):
        return Found((read_json(from_png(data)),))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Found((read_json(from_svg(data)),))
    return Found((read_json(data),))


def attached(data: bytes) -> tuple[list[bytes], tuple[str, ...]]:
    """The JSON files attached to a PDF, and the names of all others.

    Refused where it cannot be read, or has none.
    """
    files, others = [], []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        for name, versions in reader.attachments.items():
            for one in versions:
                if name.lower().endswith((".json", ".jsonld")) or one.lstrip().startswith(b"{"):
                    files.append(one)
                else:
                    others.append(name)
    except BROKEN as error:
        raise Refused("This PDF is damaged and cannot be read.") from error
    if not files:
        raise Refused("No credential is attached to this PDF.")
    return files, tuple(others)


def read_trust(folder: Path) -> Trust:
    """Every DID document and status list in a folder and the folders in it.

    Files are recognised by what they hold; others are passed over. CommandError with status 2
    where there is no such folder or two documents of one DID differ.
    """
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder.", returncode=2)
    values = []
    for path in sorted(folder.rglob("*.json"))[:MAX_TRUSTED]:
        try:
            values.append(read_json(path.read_bytes()))
        except (OSError, Refused):
            continue
    try:
        return Trust().with_more(values)
    except Refused as refusal:
        raise CommandError(f"{folder}: {refusal.reason}", returncode=2) from refusal
