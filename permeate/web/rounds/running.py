"""An owner tries a round, reads what came of it, and publishes a result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions.round_runs import publish_run, try_round
from permeate.core.refusals import Refused
from permeate.core.rounds import METHODS
from permeate.models import Round, RoundRun
from permeate.queries import rounds as reads
from permeate.web import gates
from permeate.web.rounds import presenters


@require_POST
@gates.row(reads.visible, act="round.edit")
def attempt(request: HttpRequest, round_: Round) -> HttpResponse:
    try:
        run = try_round(
            round_=round_,
            method=request.POST.get("method", ""),
            by=request.user,
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("round", reference=round_.reference)
    return redirect("round_run", reference=run.reference)


@gates.row(reads.visible_runs, act="round.edit")
def run(request: HttpRequest, run: RoundRun) -> HttpResponse:
    round_ = run.round
    context = {
        "run": run,
        "round": round_,
        "method": METHODS[run.method],
        "state": presenters.run_state(run),
        "may_publish": run.final
        and run.result is not None
        and round_.status == "MATCHING"
        and run.method == round_.method,
        "other_method": METHODS[round_.method] if run.method != round_.method else "",
    }
    if run.result is not None:
        context["found"] = presenters.result(run, *reads.names_of(round_))
    return render(request, "rounds/run.html", context)


@require_POST
@gates.row(reads.visible_runs, act="round.publish")
def publish(request: HttpRequest, run: RoundRun) -> HttpResponse:
    try:
        publish_run(run=run, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("round_run", reference=run.reference)
    messages.success(request, "Published. Everybody who takes part is told.")
    return redirect("round", reference=run.round.reference)
