"""The weekly question on one screen, from the e-mail's link, without signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.actions import learning as actions
from permeate.core.vocabulary import PromptAnswer
from permeate.models import Prompt
from permeate.queries.learning import open_prompts
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.learning.forms import PromptForm


@gates.link(actions.PROMPT, open_prompts)
def answer(request: HttpRequest, prompt: Prompt, token: str) -> HttpResponse:
    if prompt.answer in (PromptAnswer.SOMETHING, PromptAnswer.NOTHING):
        return render(request, "learning/answered.html", {"prompt": prompt, "before": True})
    form = PromptForm(request.POST or None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_prompt(
            prompt=prompt, answer=answers["answer"], lines=form.lines(), now=timezone.now()
        )
        context = {"prompt": prompt, "answer": answers["answer"], "before": False}
        return render(request, "learning/answered.html", context)

    return form_page(request, form, "learning/answer.html", {"prompt": prompt}, save)
