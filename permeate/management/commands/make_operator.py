"""`permeate make-operator`."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from permeate.actions.pages import make_operator
from permeate.cli.program import PermeateCommand
from permeate.core.refusals import Refused
from permeate.queries.invitations import person_with_address


class Command(PermeateCommand):
    help = (
        "Let somebody who has an account run the service: answer requests to join, write its "
        "pages, read concerns."
    )
    example = "permeate make-operator name@council.gov.uk"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--json", action="store_true", help="answer for a program")

    def handle(self, *_: Any, email: str, **options: Any) -> None:
        person = person_with_address(email)
        if person is None:
            raise CommandError(
                f"Nobody has an account with {email}. They sign up first; then run this again."
            )
        try:
            make_operator(person=person, now=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.reason) from refusal
        answer = {"email": person.email, "operator": True}
        words = f"{person.name} ({person.email}) is an operator now."
        self.stdout.write(json.dumps(answer) if options["json"] else words)
