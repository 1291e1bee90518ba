"""The `permeate` command line: Permeate's commands and Django's own."""

import os
import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser


class PermeateCommand(BaseCommand):
    """One of Permeate's commands.

    Its --help ends with `example`. It returns nothing and ends with status 0, or raises
    CommandError: one line, status 1. Wrong arguments end with status 2.
    """

    example = ""

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        """Return the parser; each command's help ends with an example."""
        epilog = f"Example: {self.example}"
        return super().create_parser(prog_name, subcommand, epilog=epilog, **options)

    def execute(self, *arguments: Any, **options: Any) -> str | None:
        """Run it; on the command line an error is its words alone, without its class."""
        try:
            return super().execute(*arguments, **options)
        except CommandError as error:
            if options.get("traceback") or not self._called_from_command_line:
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)


class Program(ManagementUtility):
    """Django's command line, where the words of a command's name are joined by hyphens."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command of that name, written with hyphens or underscores."""
        return super().fetch_command(subcommand.replace("-", "_"))

    def main_help_text(self, commands_only: bool = False) -> str:
        """Return the list of commands, ours as they are written."""
        text = super().main_help_text(commands_only)
        for name in (name for name, app in get_commands().items() if app == "permeate"):
            text = text.replace(name, name.replace("_", "-"))
        return text


def main() -> int:
    """Run what the command line says; status 1 with one line when the settings are unusable.

    `permeate run` shows the demonstration unless PERMEATE_MODE says otherwise.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "permeate.settings")
    if sys.argv[1:2] == ["run"]:
        os.environ.setdefault("PERMEATE_MODE", "demonstration")
    try:
        Program(["permeate", *sys.argv[1:]]).execute()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 1
    return 0
