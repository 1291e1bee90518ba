"""The weekly question on one screen, from the e-mail's link, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from permeate.actions import learning as actions
from permeate.actions.drafts import keep_draft
from permeate.core.vocabulary import PromptAnswer
from permeate.models import Prompt
from permeate.queries.learning import open_prompts
from permeate.queries.talks import draft_for
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.learning.forms import PromptForm
from permeate.web.learning.keeping import rescuing, typed_in


@csrf_exempt  # the signed link is what lets somebody answer, not a cookie
@rescuing
@gates.link(actions.PROMPT, open_prompts)
def answer(request: HttpRequest, prompt: Prompt, token: str) -> HttpResponse:
    if prompt.answer in (PromptAnswer.SOMETHING, PromptAnswer.NOTHING):
        return _answered_before(request, prompt)
    draft = draft_for(prompt)
    form = PromptForm(request.POST or None, initial=draft.typed if draft else None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_prompt(
            prompt=prompt, answer=answers["answer"], lines=form.lines(), now=timezone.now()
        )
        context = {"prompt": prompt, "answer": answers["answer"], "before": False}
        return render(request, "learning/answered.html", context)

    page = form_page(request, form, "learning/answer.html", {"prompt": prompt}, save)
    if page.status_code == 422:
        _keep(request, prompt)
    return page


def _answered_before(request: HttpRequest, prompt: Prompt) -> HttpResponse:
    kept = request.method == "POST" and _keep(request, prompt)
    context = {"prompt": prompt, "before": True, "kept": kept}
    return render(request, "learning/answered.html", context)


def _keep(request: HttpRequest, prompt: Prompt) -> bool:
    """Whether there was something to keep as a draft."""
    draft = keep_draft(
        person=prompt.placement.participant,
        prompt=prompt,
        typed=typed_in(request),
        now=timezone.now(),
    )
    return draft is not None
