"""Nothing that was typed is lost: not by a mistake, an old link or a session that ended."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from permeate.actions.drafts import keep_draft
from permeate.actions.learning import PROMPT
from permeate.core.refusals import Refused
from permeate.core.talking import draft_of, has_words
from permeate.journal import links
from permeate.queries.learning import open_prompts

TYPED = "typed"  # in the session of somebody who is not signed in
ANY_AGE = 36_500  # days
View = Callable[..., HttpResponse]


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What a form about an entry holds, as a draft keeps it."""
    return draft_of(request.POST.dict())


def rescuing(view: View) -> View:
    """Around a page that is opened by a link: what was posted to a link that is no longer
    good is kept as a draft of whom it was sent to, or shown to be copied."""

    @functools.wraps(view)
    def rescued(request: HttpRequest, token: str) -> HttpResponse:
        answer = view(request, token=token)
        if answer.status_code != 410 or not has_words(typed_in(request)):
            return answer
        kept = _keep(request, token)
        context = {"typed": typed_in(request), "kept": kept}
        return render(request, "learning/rescued.html", context, status=410)

    return rescued


def _keep(request: HttpRequest, token: str) -> bool:
    """Whether the link, though too old, says whose it is, so that a draft could be kept."""
    request.session[TYPED] = typed_in(request)
    try:
        reference, _, _ = links.read(PROMPT, token, max_age_days=ANY_AGE).partition("~")
    except Refused:
        return False
    prompt = open_prompts().filter(reference=reference).first()
    if prompt is None:
        return False
    keep_draft(
        person=prompt.placement.participant,
        prompt=None,
        typed=typed_in(request),
        now=timezone.now(),
    )
    return True


def through_sign_in(view: View) -> View:
    """Around a page for whoever is signed in: what somebody posts whose session has ended
    is there again once they have signed in."""

    @functools.wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if has_words(typed_in(request)):
            request.session[TYPED] = typed_in(request)
        query = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_login')}?{query}")

    return kept
