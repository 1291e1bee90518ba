"""The JSON-LD contexts that were bundled at installation."""

import json
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from permeate.core.credentials.contexts import Contexts


@cache
def bundled() -> Contexts:
    """The bundled contexts, read once a process."""
    try:
        documents = json.loads(settings.CONTEXTS_FILE.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{settings.CONTEXTS_FILE} cannot be read: run `make install` to bring the contexts "
            "of credentials."
        ) from error
    return Contexts(documents)
