"""The story taken along: JSON Resume, and a tagged PDF."""

import json
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from permeate.core.growth import LEVELS
from permeate.core.typesetting import typeset
from permeate.queries.growth import Story, story
from permeate.web import gates
from permeate.web.growth import presenters
from permeate.web.presenting import day

TEMPLATE = (Path(__file__).parent / "story.typ").read_bytes()
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


@gates.signed_in
def export(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in ("json", "pdf"):
        raise Http404
    found = story(request.user)
    if kind == "json":
        text = json.dumps(resume(found), indent=1, ensure_ascii=False)
        return _file(text.encode(), "application/json; charset=utf-8", "resume.json")
    return _file(pdf(found), "application/pdf", "what-i-gained.pdf")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def resume(found: Story) -> dict[str, Any]:
    """The story as JSON Resume 1.0.0: jobs and placements as work, skills with their level."""
    jobs = [
        {
            "name": one.organisation.name,
            "position": one.job_title,
            "startDate": one.started_at.date().isoformat(),
            **({"endDate": one.ended_at.date().isoformat()} if one.ended_at else {}),
        }
        for one in found.jobs
    ]
    placements = [
        {
            "name": row.host.name,
            "position": f"{row.get_kind_display()}: {row.opportunity.title}",
            "startDate": row.starts_on.isoformat(),
            "endDate": (row.ended_on or row.ends_on).isoformat(),
            "highlights": [f"{one.skill}: {one.words}" for one in presenters.skills_shown(row)],
        }
        for row in found.placements
    ]
    return {
        "$schema": SCHEMA,
        "basics": {"name": found.person.name, "email": found.person.email},
        "work": [*jobs, *placements],
        "skills": _skills(found),
        "projects": [
            {
                "name": one.practice.claim,
                "description": f"Taken up by {one.organisation.name}",
                "startDate": one.adopted_on.isoformat(),
            }
            for one in found.adoptions
        ],
        "meta": {"version": "v1.0.0", "lastModified": timezone.now().isoformat()},
    }


def _skills(found: Story) -> list[dict[str, Any]]:
    levels: dict[str, int] = {}
    for row in reversed(found.placements):
        levels |= {one.skill: one.host or one.now for one in row.ratings.all() if one.now}
    names = dict.fromkeys([*levels, *found.skills])
    return [
        {"name": name, **({"level": LEVELS[levels[name]][0]} if name in levels else {})}
        for name in names
    ]


def pdf(found: Story) -> bytes:
    """The story as a tagged PDF."""
    today = timezone.localdate()
    words = {
        "name": found.person.name,
        "printed": day(today),
        "printed_day": [today.year, today.month, today.day],
        "facts": [list(one) for one in presenters.facts(found)],
        "adopted": presenters.adopted(found),
        "stays": [
            {
                "title": one.title,
                "when": one.when,
                "skills": [f"{skill.skill}: {skill.now}. {skill.words}" for skill in one.skills],
            }
            for one in presenters.stays(found)
        ],
    }
    return typeset(TEMPLATE, words, timestamp=int(timezone.now().timestamp()))
