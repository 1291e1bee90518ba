"""An empty SQLite test database, laid by the migrations once and copied from then on.

Running the migrations takes seconds of every test run; copying what they made takes none.
A copy is good for exactly the migrations and packages it was made with.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "tests"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Answer the first `migrate`, that of the test database, with a copy where there is one."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    laying = migrate.Command.handle

    def copying(command: migrate.Command, *arguments: Any, **options: Any) -> None:
        migrate.Command.handle = laying
        connection = connections[options["database"]]
        connection.ensure_connection()
        if not copy_into(connection.connection):
            command.handle(*arguments, **options)
            keep(connection.connection)

    migrate.Command.handle = copying


def kept() -> Path:
    """Where the copy is that these migrations and packages make."""
    made_by = [*sorted((ROOT / "permeate" / "migrations").glob("*.py"))]
    made_by.append(ROOT / "requirements" / "run.txt")
    content = b"".join(path.name.encode() + path.read_bytes() for path in made_by)
    return KEPT / f"empty-{hashlib.sha256(content).hexdigest()[:16]}.sqlite3"


def copy_into(database: sqlite3.Connection) -> bool:
    """Fill the database from the copy; False where there is none."""
    try:
        with closing(sqlite3.connect(f"file:{kept()}?mode=ro", uri=True)) as source:
            source.backup(database)
    except sqlite3.OperationalError:
        return False
    return True


def keep(laid: sqlite3.Connection) -> None:
    """Keep this database as the only copy; several processes may do so at once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    fresh = KEPT / f"fresh-{os.getpid()}.sqlite3"
    with closing(sqlite3.connect(fresh)) as target:
        laid.backup(target)
    for old in KEPT.glob("empty-*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh.replace(kept())
