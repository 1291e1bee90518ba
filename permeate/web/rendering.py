"""Django forms as GOV.UK components: one adapter from a bound field to a macro's parameters."""

import functools
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from permeate.web.widgets import DayInput

# Apart from our pages' strict environment: the macros ask for parameters that may be absent.
COMPONENTS = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    undefined=ChainableUndefined,
    auto_reload=False,  # a component asks for some twenty files, and they never change
)


PLAIN = frozenset({str, int, bool, float, type(None), Markup})
LONGEST_KEPT = 8_000  # characters of the parameters
MOST_KEPT = 2_000
_drawn: dict[tuple[str, str], Markup] = {}


@functools.cache
def _macro(name: str):
    """The component's macro, imported once: importing it again for each field is slow."""
    camel = "govuk" + "".join(part.title() for part in name.split("-"))
    template = COMPONENTS.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    return getattr(template.module, camel)


def component(name: str, /, **params: Any) -> Markup:
    """A GOV.UK component by its name (``"button"``, ``"inset-text"``) and parameters.

    What was drawn before from the same parameters is not drawn again, unless somebody typed
    a value into it.
    """
    key = "" if params.get("value") else _key(params)
    if not key or len(key) > LONGEST_KEPT:
        return Markup(_macro(name)(params))  # noqa: S704  the macro escapes what it is given
    found = _drawn.get((name, key))
    if found is None:
        if len(_drawn) >= MOST_KEPT:
            _drawn.clear()
        found = _drawn[name, key] = Markup(_macro(name)(params))  # noqa: S704
    return found


def _key(value: Any) -> str:
    """A text that only equal parameters share; empty for what is no plain value.

    Text that is marked as safe is drawn otherwise than the same text that is not.
    """
    kind = type(value)
    if kind in PLAIN:
        return f"{kind.__name__}{value!r}"
    if kind is dict:
        parts = [(f"{key!r}:", _key(one)) for key, one in value.items()]
    elif kind in (list, tuple):
        parts = [("", _key(one)) for one in value]
    else:
        return ""
    if not all(inner for _, inner in parts):
        return ""
    return f"<{','.join(before + inner for before, inner in parts)}>"


def error_summary(form: forms.BaseForm) -> Markup:
    """The summary on top of a form with errors; nothing on one without."""
    items = []
    for name, errors in form.errors.items():
        for error in errors:
            item = {"text": str(error)}
            if name in form.fields:
                item["href"] = f"#{first_id(form[name])}"
            items.append(item)
    if not items:
        return Markup("")
    return component("error-summary", titleText="There is a problem", errorList=items)


def first_id(bound: BoundField) -> str:
    """The id that an error links to: the first control of the field."""
    if isinstance(bound.field.widget, DayInput):
        return f"{bound.auto_id}-day"
    return bound.auto_id


def fields(form: forms.BaseForm) -> Markup:
    """All visible and hidden fields of a form, in order."""
    return Markup("").join(
        [*(str_hidden(b) for b in form.hidden_fields()), *(field(b) for b in form.visible_fields())]
    )


def str_hidden(bound: BoundField) -> Markup:
    """A hidden field's own element."""
    return Markup(str(bound))  # noqa: S704  Django escapes it


def field(bound: BoundField, *, page_heading: bool = False, **extra: Any) -> Markup:
    """One field with label, hint, error and what was typed.

    ``page_heading`` makes the label the page's heading; ``extra`` are more parameters of
    the component (``prefix``, ``classes``, …).
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return str_hidden(bound)
    for widget_type, adapt in ADAPTERS:
        if isinstance(widget, widget_type):
            return adapt(bound, page_heading, extra)
    raise TypeError(f"no GOV.UK component for {type(widget).__name__}")


def _base(bound: BoundField, extra: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {"name": bound.html_name, "id": bound.auto_id}
    if bound.help_text:
        params["hint"] = {"text": bound.help_text}
    if bound.errors:
        params["errorMessage"] = {"text": " ".join(str(e) for e in bound.errors)}
    attributes = {
        key: str(value)
        for key, value in bound.field.widget.attrs.items()
        if key not in {"class", "rows", "autocomplete", "maxlength", "type", "cols"}
    }
    if attributes:
        params["attributes"] = attributes
    return {**params, **extra}


def _words(bound: BoundField, heading: bool) -> dict[str, Any]:
    label = bound.label
    conditional = getattr(bound.field, "conditional", False)  # needed for some answers only
    if not (bound.field.required or conditional or heading or "(optional)" in label):
        label = f"{label} (optional)"
    words: dict[str, Any] = {"text": label}
    words["classes"] = "govuk-label--l" if heading else "govuk-label--s"
    if heading:
        words["isPageHeading"] = True
    return words


def _legend(bound: BoundField, heading: bool) -> dict[str, Any]:
    words = _words(bound, heading)
    words["classes"] = words["classes"].replace("govuk-label", "govuk-fieldset__legend")
    return {"legend": words}


def _value(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)


def _input(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    widget = bound.field.widget
    params = _base(bound, extra) | {"label": _words(bound, heading), "value": _value(bound)}
    params["type"] = widget.attrs.get("type") or widget.input_type
    if params["type"] == "number":
        # Number spinners mislead; the system's advice is a text input with a numeric keypad.
        params |= {"type": "text", "inputmode": "decimal", "spellcheck": False}
        params.setdefault("classes", "govuk-input--width-5")
    if "autocomplete" in widget.attrs:
        params["autocomplete"] = widget.attrs["autocomplete"]
    return component("input", **params)


def _password(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"label": _words(bound, heading)}
    params["autocomplete"] = bound.field.widget.attrs.get("autocomplete", "current-password")
    return component("password-input", **params)


def _textarea(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"label": _words(bound, heading), "value": _value(bound)}
    params["rows"] = str(bound.field.widget.attrs.get("rows", 4))
    limit = getattr(bound.field, "max_length", None)
    if limit:
        return component("character-count", maxlength=limit, threshold=75, **params)
    return component("textarea", **params)


def _options(bound: BoundField) -> list[dict[str, Any]]:
    chosen = bound.value()
    chosen = {str(v) for v in (chosen if isinstance(chosen, list | tuple) else [chosen])}
    hints = getattr(bound.field.widget, "option_hints", {})
    options = []
    for index, (value, label) in enumerate(bound.field.choices):
        option = {"value": str(value), "text": str(label), "id": bound.auto_id}
        if index:
            option["id"] = f"{bound.auto_id}-{index + 1}"
        if hints.get(value):
            option["hint"] = {"text": hints[value]}
        picked = str(value) in chosen or (value == "" and chosen == {"None"})
        options.append(option | {"checked": picked, "selected": picked})
    return options


def _radios(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"fieldset": _legend(bound, heading), "items": _options(bound)}
    params["idPrefix"] = params.pop("id")
    return component("radios", **params)


def _checkboxes(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"fieldset": _legend(bound, heading), "items": _options(bound)}
    params["idPrefix"] = params.pop("id")
    return component("checkboxes", **params)


def _checkbox(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra)
    item = {"value": "on", "text": bound.label, "id": bound.auto_id, "checked": bool(bound.value())}
    if "hint" in params:
        item["hint"] = params.pop("hint")
    params["idPrefix"] = params.pop("id")
    return component("checkboxes", items=[item], **params)


def _select(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"label": _words(bound, heading), "items": _options(bound)}
    return component("select", **params)


def _file(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    return component("file-upload", label=_words(bound, heading), **_base(bound, extra))


def _day(bound: BoundField, heading: bool, extra: dict[str, Any]) -> Markup:
    params = _base(bound, extra) | {"fieldset": _legend(bound, heading)}
    params["attributes"] = {}
    error = " govuk-input--error" if bound.errors else ""
    parts = bound.field.widget.parts(bound.value())
    params["namePrefix"] = params.pop("name")
    params["items"] = [
        {
            "name": part,
            "label": part.title(),
            "value": parts[part],
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{error}",
        }
        for part in ("day", "month", "year")
    ]
    return component("date-input", **params)


ADAPTERS = (
    (DayInput, _day),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.Select, _select),
    (forms.CheckboxInput, _checkbox),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    (forms.PasswordInput, _password),
    (Input, _input),
)
