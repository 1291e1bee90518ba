"""`permeate replace-signing-key`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from permeate.actions.signing_keys import lock_anew, replace_key
from permeate.cli.program import PermeateCommand
from permeate.core.refusals import Refused
from permeate.models import Organisation
from permeate.models.credentials import SERVICE


class Command(PermeateCommand):
    requires_system_checks = ()
    help = (
        "Give an organisation, or the service, a new signing key. What the old key signed still "
        "holds; with --withdraw, after a key was misused, nothing it signed holds any more. "
        "--lock-anew instead locks every key with the present master key."
    )
    example = "permeate replace-signing-key service"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "issuer",
            nargs="?",
            metavar="ISSUER",
            help=f"an organisation’s reference, as in the address of its page, or “{SERVICE}”",
        )
        parser.add_argument("--withdraw", action="store_true", help="the old key was misused")
        parser.add_argument("--lock-anew", action="store_true", help="after a new master key")

    def handle(self, *_: Any, **options: Any) -> None:
        now = timezone.now()
        issuer, anew = options["issuer"], options["lock_anew"]
        if bool(issuer) == anew:
            raise CommandError("Name one issuer, or give --lock-anew.", returncode=2)
        try:
            if anew:
                self.stdout.write(f"{lock_anew(now=now)} keys are locked with the master key.")
                return
            key = replace_key(
                organisation=_organisation(issuer),
                withdraw=options["withdraw"],
                by=None,
                now=now,
            )
        except Refused as refusal:
            raise CommandError(refusal.reason, returncode=1) from refusal
        self.stdout.write(f"{issuer} signs with {key.multikey} from now on.")


def _organisation(issuer: str) -> Organisation | None:
    if issuer == SERVICE:
        return None
    found = Organisation.objects.filter(reference=issuer).first()
    if found is None:
        raise CommandError(f"There is no organisation with the reference {issuer}.", returncode=2)
    return found
