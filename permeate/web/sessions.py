"""Sessions in the database, as Django keeps them; read on every page with prepared SQL."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from permeate.models.prepared import Prepared

LIVE = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now)[:1])


class SessionStore(db.SessionStore):
    """Django's own store but for how a session is looked up."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Any:
        found = LIVE.first(self.session_key, timezone.now())
        if found is None:
            self._session_key = None
        return found
