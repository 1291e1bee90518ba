"""Who a session belongs to; asked on every page with prepared SQL."""

from allauth.account.auth_backends import AuthenticationBackend as AccountBackend

from permeate.models import Person
from permeate.models.prepared import Prepared

BY_ID = Prepared(lambda person_id: Person.objects.filter(id=person_id)[:1])


class AuthenticationBackend(AccountBackend):
    """allauth's own backend but for how a person is looked up."""

    def get_user(self, user_id: int) -> Person | None:
        found = BY_ID.first(user_id)
        return found if found and self.user_can_authenticate(found) else None
