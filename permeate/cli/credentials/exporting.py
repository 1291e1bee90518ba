"""What `permeate export-trust` does: the files an offline verifier holds."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from permeate.actions.status_lists import published
from permeate.core.credentials.dids import web_address
from permeate.queries import issuers


def export_trust(folder: Path, *, now: datetime) -> int:
    """Write every issuer's files under a folder of its host; how many were written."""
    count = 0
    for issuer in issuers.issuers():
        place = _place(folder, issuers.issuer_did(issuer))
        _write(place / "did.json", issuers.document(issuer))
        count += 1
        for listed in issuers.status_lists(issuer):
            _write(place / f"status-{listed.number}.json", published(listed, now=now))
            count += 1
    return count


def _place(folder: Path, did: str) -> Path:
    """The folder as the address of the document has it: host, then path."""
    parts = web_address(did).split("/")[2:-1]
    return folder.joinpath(*(unquote(part).replace(":", "_") for part in parts))


def _write(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
