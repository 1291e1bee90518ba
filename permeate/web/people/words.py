"""What allauth says on our pages, in this service's words."""

from collections.abc import Mapping

# allauth's message template → what we say; an empty text says nothing.
FLASHES: Mapping[str, str] = {
    "account/messages/logged_in.txt": "",
    "account/messages/logged_out.txt": "",
    "account/messages/email_confirmation_sent.txt": "We sent a link to {email}. Open it to "
    "confirm the address.",
    "account/messages/email_confirmed.txt": "You confirmed {email}.",
    "account/messages/email_confirmation_failed.txt": "{email} cannot be confirmed, because "
    "another account uses it.",
    "account/messages/email_deleted.txt": "You removed {email}.",
    "account/messages/cannot_delete_primary_email.txt": "{email} is your main address. Make "
    "another address your main one first.",
    "account/messages/primary_email_set.txt": "Your main address is changed.",
    "account/messages/unverified_primary_email.txt": "Confirm the address first, with the link "
    "we sent to it. Then make it your main one.",
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is no longer asked for.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "The passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes. Keep them in a "
    "safe place.",
}

ACCOUNT_ERRORS: Mapping[str, str] = {
    "account_inactive": "This account has been closed.",
    "duplicate_email": "You have added this address already.",
    "email_password_mismatch": "The e-mail address or the password is not right. Check both "
    "and try again.",
    "email_taken": "Another account uses this address.",
    "enter_current_password": "This is not your current password.",
    "incorrect_password": "This is not your password. Check it and try again.",
    "invalid_login": "The e-mail address or the password is not right. Check both and try again.",
    "invalid_password_reset": "This link has been used or is too old.",
    "max_email_addresses": "You cannot add more than %d addresses.",
    "rate_limited": "Too many tries. Wait a few minutes and try again.",
    "too_many_login_attempts": "Too many tries with the wrong password. Wait 5 minutes and try "
    "again, or set a new password.",
    "unverified_primary_email": "Confirm your main address first.",
}

SECOND_FACTOR_ERRORS: Mapping[str, str] = {
    "add_email_blocked": "You cannot add an address while a second factor is on.",
    "cannot_delete_authenticator": "Your second factor cannot be removed.",
    "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first: recovery "
    "codes stand in for those.",
    "incorrect_code": "This code is not right. Codes from an app change every 30 seconds: type "
    "the newest.",
    "unverified_email": "Confirm all your e-mail addresses, or remove those you do not use, "
    "before you set up a second factor.",
}

# Ways to confirm that it is you.
WAYS: Mapping[str, str] = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}

EMAIL_SHAPE = "Enter an e-mail address in the right format, like name@council.gov.uk"
PASSWORD_HINT = (
    "At least 12 characters. Three words that have nothing to do with each other work well."  # noqa: S105
)
