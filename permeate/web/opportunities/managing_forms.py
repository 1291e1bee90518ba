"""Shapes of what a host does later: dates, places, reasons, naming organisations."""

from django import forms

from permeate.web.forms import Form
from permeate.web.opportunities.fields import clock, places, text, waits
from permeate.web.widgets import DayField


class DateForm(Form):
    first = DayField(label="First day", help_text="For example, 9 12 2026")
    last = DayField(label="Last day", help_text="Leave empty for a single day.", required=False)
    from_time = clock("From", "For example, 9:30am.")
    to_time = clock("To")
    places = places()


class PlacesForm(Form):
    places = places()


class ReasonForm(Form):
    reason = waits(text("Why?", "Everybody who asked is told.", rows=3, most=1000))


class SearchForm(Form):
    q = forms.CharField(
        label="Name of an organisation",
        max_length=100,
        error_messages={"required": "Enter a name, or a word of it"},
    )
