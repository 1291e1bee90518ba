"""The start page for everybody, and each person's own: what is to be done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.core.seeking import ON_HOME
from permeate.queries.suggestions import first_suggested
from permeate.queries.todo import todo_list
from permeate.web import gates
from permeate.web.home.presenters import starts


@gates.public("says what the service is")
def start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "home/start.html")


@gates.signed_in
def home(request: HttpRequest) -> HttpResponse:
    tasks = todo_list(request.user, today=timezone.localdate())
    context = {
        "tasks": tasks,
        "starts": starts(request.user.standing),
        "suggestions": first_suggested(request.user, ON_HOME),
    }
    return render(request, "home/home.html", context)
