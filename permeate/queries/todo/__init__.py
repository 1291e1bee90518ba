"""What each person has to do now: derived from state, never stored, asked in one query."""

from permeate.queries.todo.asking import todo_list
from permeate.queries.todo.waiting import Task

__all__ = ["Task", "todo_list"]
