"""The personas, their organisations, grades and memberships."""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from permeate.actions.demonstration import add_domains, add_persona, seat_persona
from permeate.actions.organisations import set_grades
from permeate.cli.demonstration.cast import CAST, SCALES, Part
from permeate.cli.demonstration.stories import Story, World
from permeate.core.grades import GradeRow
from permeate.models import Grade

FICTIONAL = "example"  # a top-level domain that can never be anybody's


def arrive(world: World) -> Story:
    """Everybody registers, organisations lay down their grades, everybody joins theirs."""
    yield world.at(days=420)
    hashed = make_password(settings.DEMONSTRATION_PASSWORD)  # one is enough: hashing is slow
    for part in CAST:
        world.people[part.key] = add_persona(
            name=part.name,
            email=f"{part.key.replace('_', '.')}@{domain_of(part)}",
            hashed=hashed,
            persona=part.tries,
            operator=part.operator,
            now=world.at(days=420),
        )
    yield world.at(days=419)
    operator = world.people["operator"]
    homes = {part.home for part in CAST} & world.organisations.keys()
    add_domains(
        domains=[(world.organisations[code], f"{code}.{FICTIONAL}") for code in sorted(homes)],
        by=operator,
        now=world.at(days=419),
    )
    grades = _lay_grades(world)
    yield world.at(days=418)
    for part in CAST:
        if part.roles:
            _seat(world, part, grades)


def domain_of(part: Part) -> str:
    """The fictional domain of somebody's organisation."""
    return f"{part.home or 'permeate'}.{FICTIONAL}"


def _lay_grades(world: World) -> dict[tuple[str, str], Grade]:
    laid = {}
    for code, scale in SCALES.items():
        rows = [GradeRow(None, name, band) for name, band in scale]
        for grade in set_grades(
            organisation=world.organisations[code],
            rows=rows,
            by=world.people["operator"],
            now=world.at(days=419, hour=11),
        ):
            laid[code, grade.name] = grade
    return laid


def _seat(world: World, part: Part, grades: dict[tuple[str, str], Grade]) -> None:
    seat_persona(
        person=world.people[part.key],
        organisation=world.organisations[part.home],
        roles=[role.value for role in part.roles],
        job_title=part.job,
        profession=part.profession,
        grade=grades.get((part.home, part.grade)),
        manager=world.people.get(part.manager),
        shadowing_note=part.shadowing,
        now=world.at(days=418),
    )
