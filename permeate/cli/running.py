"""What `permeate run` does: prepare the database and the pages' files, then run the site."""

import errno
import http.client
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from permeate.actions.indexing import rebuild_index
from permeate.cli.supervising import GaveUpError, Service, supervise
from permeate.models import Person

HOST = "127.0.0.1"
WEB_PROCESSES = min(4, 2 * (os.cpu_count() or 1))
ROOM_BYTES = 50 * 1024 * 1024  # below this SQLite and its journal cannot work for long


def run_site(port: int) -> None:
    """Prepare and run the site on `port` (0: any free one) until told to stop.

    CommandError, in one line, when the port is taken, the disk is full, the database cannot
    be reached or a process does not stay up.
    """
    with _listener(port) as listener:
        port = listener.getsockname()[1]
        os.environ.setdefault("PERMEATE_BASE_URL", f"http://{HOST}:{port}")
        _prepare()
        services = [
            Service("site", _web_command(listener.fileno()), (listener.fileno(),)),
            Service("worker", [sys.executable, "-m", "permeate", "work"]),
        ]
        try:
            supervise(services, lambda: _answers(port), lambda: _announce(port))
        except GaveUpError as error:
            raise CommandError(str(error)) from error
    print("Stopped.")


def _listener(port: int) -> socket.socket:
    """A socket that holds the port while the processes behind it come and go."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise CommandError(
                f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}"
            ) from error
        raise CommandError(f"Port {port} cannot be used: {error.strerror}.") from error
    return listener


def _web_command(descriptor: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "permeate.wsgi:application"]
    command += ["--bind", f"fd://{descriptor}", "--workers", str(WEB_PROCESSES)]
    # Loaded once and then forked, they serve sooner.
    return [*command, "--preload", "--no-control-socket", "--log-level", "warning"]


def _prepare() -> None:
    """Bring tables, demonstration and static files up to date; CommandError in one line."""
    try:
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        _check_room()
        _migrate()
        _load_demonstration_once()
        call_command("collectstatic", interactive=False, verbosity=0)
    except (OSError, DatabaseError) as error:
        raise CommandError(in_one_line(error)) from error
    finally:
        connections.close_all()  # the processes open their own


def _check_room() -> None:
    if shutil.disk_usage(settings.VAR_DIR).free < ROOM_BYTES:
        raise OSError(errno.ENOSPC, "No space left")


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
        rebuild_index()


def _load_demonstration_once() -> None:
    """Load the demonstration into a database without people."""
    if settings.MODE != "demonstration" or Person.objects.exists():
        return
    print("Loading the demonstration", flush=True)
    # In a process of its own, whose settings know the address that links in mail begin with.
    command = [sys.executable, "-m", "permeate", "load-demonstration", "--verbosity", "0"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise CommandError(f"The demonstration could not be loaded: {done.stderr.strip()}")


def in_one_line(error: Exception) -> str:
    """Say what is wrong with the disk or the database, and what to do about it."""
    where = settings.VAR_DIR
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    if full or "disk is full" in text or "No space left" in text:
        return f"The disk is full: make some room for {where}, then run it again."
    if isinstance(error, PermissionError) or "readonly" in text or "unable to open" in text:
        return f"{where} cannot be written to: check who owns it, then run it again."
    if isinstance(error, DatabaseError):
        return f"The database does not answer as it should: {text}"
    return f"{where} cannot be used: {text}"


def _answers(port: int) -> bool:
    """Whether the site serves its first page."""
    try:
        talk = http.client.HTTPConnection(HOST, port, timeout=5)
        talk.request("GET", "/")
        return talk.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False


def _announce(port: int) -> None:
    print(f"\nPermeate is running at http://{HOST}:{port}/")
    if settings.MODE == "demonstration":
        print(f"To sign in, press one of the people at http://{HOST}:{port}/demonstration/")
    print("Press Ctrl-C to stop it.", flush=True)
