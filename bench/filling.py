"""Migrate and fill an empty database, and say which pages to ask for.

    DATABASE_URL=… python -m bench.filling ORGANISATIONS PEOPLE OPPORTUNITIES PLACEMENTS

prints one JSON object; see ``bench.serving.Site``.
"""

import json
import os
import random
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench import population  # noqa: E402
from bench.placements import placements  # noqa: E402
from permeate.actions.indexing import rebuild_index  # noqa: E402
from permeate.actions.learning import PROMPT  # noqa: E402
from permeate.journal.links import token  # noqa: E402
from permeate.models import Opportunity, Person, Placement, Prompt  # noqa: E402
from permeate.web.sessions import SessionStore  # noqa: E402

SEED = 1974


def fill(size: population.Size) -> None:
    """All rows in one transaction, then the search index and the planner's statistics."""
    chance = random.Random(SEED)
    with transaction.atomic():
        hosts = population.organisations(chance, size.organisations)
        people, members = population.people(chance, size.people, hosts)
        offers = population.opportunities(chance, size.opportunities, hosts, people)
        placements(chance, size.placements, members, offers)
    rebuild_index()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def sign_in(person: Person) -> str:
    """A session's cookie for this person."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def site() -> dict[str, str]:
    """Cookie of somebody who is away on a placement, and the addresses of the pages."""
    placement = Placement.objects.select_related("participant").order_by("id").first()
    person = placement.participant if placement else Person.objects.order_by("-id")[0]
    offer = Opportunity.objects.filter(visibility="EVERYONE").order_by("id")[0]
    pages = {"cookie": sign_in(person), "bare": f"/bare/{offer.reference}/"}
    if placement:
        prompt = Prompt.objects.filter(placement=placement).order_by("id")[0]
        pages |= {
            "home": "/home/",
            "search": "/opportunities/?q=housing&region=WALES",
            "opportunity": f"/opportunities/{offer.reference}/",
            "placement": f"/placements/{placement.reference}/",
            "learning link": f"/learning/answer/{token(PROMPT, prompt.reference)}/",
        }
    return pages


def main(arguments: list[str]) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(population.Size(*map(int, arguments)))
    print(json.dumps(site()))


if __name__ == "__main__":
    main(sys.argv[1:])
