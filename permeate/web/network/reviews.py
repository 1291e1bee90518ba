"""The month's four questions: with the link from the e-mail, or signed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from permeate.actions import talks as actions
from permeate.models import Person, Review
from permeate.queries import talks as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.network.forms import ReviewForm


def _by(review: Review, person_id: int | None):
    return [one for one in review.answers.all() if one.answered_by_id == person_id]


@csrf_exempt  # the signed link is what lets somebody answer, not a cookie
@gates.link(actions.REVIEW, queries.reviews)
def answer(request: HttpRequest, review: Review, token: str) -> HttpResponse:
    placement = review.placement
    both = (placement.participant, placement.host_manager)
    holder = next((one for one in both if one.reference == request.link_holder), None)
    if holder is None:
        reason = "This link is for somebody who no longer takes part. Sign in to go on."
        return render(request, "errors/link.html", {"reason": reason}, status=410)
    if _by(review, holder.id):
        return render(request, "network/answered.html", {"review": review, "before": True})
    return _form(request, review, holder, linked=True)


@gates.row(queries.visible_reviews, act="review.answer")
def review(request: HttpRequest, review: Review) -> HttpResponse:
    if _by(review, request.user.id):
        return render(request, "network/review.html", {"review": review})
    return _form(request, review, request.user, linked=False)


def _form(request: HttpRequest, review: Review, by: Person, *, linked: bool) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_review(review=review, by=by, now=timezone.now(), **answers)
        if linked:
            return render(request, "network/answered.html", {"review": review, "before": False})
        messages.success(request, "Your answers are kept.")
        return redirect("review", reference=review.reference)

    context = {
        "heading": "Look back on the month",
        "caption": f"{review.placement.participant.name} at {review.placement.host.name}",
        "button": "Save",
        "review": review,
        "others": [] if linked else [a for a in review.answers.all() if a.answered_by_id != by.id],
    }
    return form_page(request, ReviewForm(request.POST or None), "network/form.html", context, save)
