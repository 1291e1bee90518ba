"""A person's own account: who they are, where they belong, how they sign in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import profiles as actions
from permeate.core.profiles import WEEKDAYS
from permeate.core.vocabulary import SKILLS
from permeate.models import Membership
from permeate.queries import memberships
from permeate.queries.people import has_second_factor, skills_of
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.people.forms import PlaceForm, ProfileForm


@gates.signed_in
def account(request: HttpRequest) -> HttpResponse:
    context = {
        "skills": skills_of(request.user),
        "weekday": WEEKDAYS[request.user.prompt_weekday],
        "memberships": memberships.own(request.user),
        "second_factor": has_second_factor(request.user),
    }
    return render(request, "account/account.html", context)


@gates.signed_in
def profile(request: HttpRequest) -> HttpResponse:
    held = skills_of(request.user)
    initial = {
        "name": request.user.name,
        "skills": [skill for skill in held if skill in SKILLS],
        "own_skills": "\n".join(skill for skill in held if skill not in SKILLS),
        "prompt_weekday": request.user.prompt_weekday,
    }

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_profile(by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Your profile is saved.")
        return redirect("account")

    context = {"heading": "Your profile", "button": "Save", "back": reverse("account")}
    form = ProfileForm(request.POST or None, initial=initial)
    return form_page(request, form, "form.html", context, save)


@gates.row(memberships.visible, act="membership.offer")
def own_place(request: HttpRequest, membership: Membership) -> HttpResponse:
    initial = {
        "job_title": membership.job_title,
        "team": membership.team,
        "profession": membership.profession,
        "grade": membership.grade_id,
        "offers_shadowing": membership.offers_shadowing,
        "shadowing_note": membership.shadowing_note,
    }
    form = PlaceForm(request.POST or None, membership=membership, initial=initial)

    def save(_: dict[str, Any]) -> HttpResponse:
        actions.change_own_place(
            membership=membership, by=request.user, now=timezone.now(), **form.answers()
        )
        messages.success(request, "Your job is saved.")
        return redirect("account")

    context = {
        "heading": "Your job",
        "caption": membership.organisation.name,
        "button": "Save",
        "back": reverse("account"),
    }
    return form_page(request, form, "form.html", context, save)
