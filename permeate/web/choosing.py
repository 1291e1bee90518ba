"""Forms in which somebody acts for one of their organisations."""

from collections.abc import Sequence
from typing import Any

from permeate.models import Organisation


class ForOneOrganisation:
    """Before a ``Form`` with a choice ``organisation``, asked only where there are several."""

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {one.reference: one for one in organisations}
        if len(organisations) < 2:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].choices = [(o.reference, o.name) for o in organisations]

    def organisation(self) -> Organisation:
        """The one that was chosen, or the only one."""
        chosen = self.cleaned_data.get("organisation") or next(iter(self.organisations))
        return self.organisations[chosen]
