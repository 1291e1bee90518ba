"""Controls that Django does not have: a date typed as day, month and year."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DayInput(forms.Widget):
    """Three inputs, ``<name>-day``, ``-month`` and ``-year``; keeps what was typed."""

    def value_from_datadict(self, data, files, name) -> dict[str, str] | None:
        typed = {part: (data.get(f"{name}-{part}") or "").strip() for part in PARTS}
        return typed if any(typed.values()) else None

    def value_omitted_from_data(self, data, files, name) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)

    def parts(self, value: Any) -> dict[str, str]:
        """What stands in the three inputs."""
        if isinstance(value, date):
            return {part: str(getattr(value, part)) for part in PARTS}
        return value if isinstance(value, dict) else dict.fromkeys(PARTS, "")


class DayField(forms.Field):
    """A date; says which part is missing or wrong."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        name = self.label or "The date"
        missing = [part for part in PARTS if not value[part]]
        if missing:
            raise ValidationError(f"{name} must include a {' and a '.join(missing)}")
        try:
            return date(_number(value["year"]), _month(value["month"]), _number(value["day"]))
        except ValueError:
            raise ValidationError(f"{name} must be a real date, like 27 3 2027") from None


def _number(text: str) -> int:
    return int(text)


def _month(text: str) -> int:
    return MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in MONTHS else int(text)
