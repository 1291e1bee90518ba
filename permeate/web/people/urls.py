"""Accounts: allauth's routes, each with a gate of its own, and ours."""

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.urls import URLPattern, URLResolver, path, re_path

from permeate.web import gates
from permeate.web.people import own_data, views
from permeate.web.people.changes import whole

# allauth checks by itself who may come in; which of its routes need no sign-in is said here.
OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mfa_trust",
}


def gated(patterns: list, prefix: str = "") -> list[URLPattern]:
    """allauth's patterns, flat, each view wearing a gate."""
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += gated(pattern.url_patterns, prefix + str(pattern.pattern))
            continue
        wear = gates.public("signing in") if pattern.name in OPEN else gates.signed_in
        view = wear(whole(pattern.callback, pattern.name))
        route = prefix + str(pattern.pattern)
        make = re_path if route.startswith("^") else path
        found.append(make(route, view, name=pattern.name))
    return found


urlpatterns = [
    path("", views.account, name="account"),
    path("profile/", views.profile, name="profile"),
    path("jobs/<str:reference>/", views.own_place, name="own_place"),
    path("my-data/", own_data.my_data, name="my_data"),
    path("erase/", own_data.erase_me, name="erase_me"),
    *gated(account_urls.urlpatterns),
    *gated(mfa_urls.urlpatterns, prefix="second-factor/"),
]
