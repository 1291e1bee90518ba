"""Who a session belongs to; asked on every page with prepared SQL."""

from allauth.account.auth_backends import AuthenticationBackend as AccountBackend

from permeate.models import Person
from permeate.models.people import person_with_standing


class AuthenticationBackend(AccountBackend):
    """allauth's own backend but for how a person is looked up."""

    def get_user(self, user_id: int) -> Person | None:
        found = person_with_standing(user_id)
        return found if found and self.user_can_authenticate(found) else None
