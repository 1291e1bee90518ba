"""Settings, all read from the environment; ``docs/operating.md`` lists them.

Three modes: ``development`` (the default), ``demonstration`` (fictional personas sign in
with one press; mail is only shown) and ``production`` (refuses unsafe settings).
"""

from pathlib import Path

import environ
from csp.constants import NONCE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env("PERMEATE_VAR", default=str(BASE_DIR / "var")))

MODES = ("development", "demonstration", "production")
MODE = env("PERMEATE_MODE", default="development")
if MODE not in MODES:
    raise ImproperlyConfigured(f"PERMEATE_MODE must be one of {', '.join(MODES)}, not {MODE!r}.")
DEBUG = env.bool("PERMEATE_DEBUG", default=False)

DEFAULT_SECRET = "not-a-secret-for-development-and-demonstration-only"  # noqa: S105
SECRET_KEY = env("PERMEATE_SECRET_KEY", default=DEFAULT_SECRET)
SECRET_KEY_FALLBACKS = env.list("PERMEATE_OLD_SECRET_KEYS", default=[])
ALLOWED_HOSTS = env.list("PERMEATE_HOSTS", default=["127.0.0.1", "localhost", "testserver"])
BASE_URL = env("PERMEATE_BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "permeate.web.errors.refused"

if MODE == "production":
    if DEBUG:
        raise ImproperlyConfigured("PERMEATE_DEBUG must be off in production.")
    if SECRET_KEY == DEFAULT_SECRET or len(SECRET_KEY) < 40:
        raise ImproperlyConfigured(
            "Set PERMEATE_SECRET_KEY to a random text of at least 40 characters."
        )
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("Set PERMEATE_BASE_URL to the https:// address of the site.")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True

# Locks the keys with which credentials are signed. Without it production signs nothing.
MASTER_KEY = env("PERMEATE_MASTER_KEY", default="" if MODE == "production" else SECRET_KEY)
OLD_MASTER_KEYS = env.list("PERMEATE_OLD_MASTER_KEYS", default=[])
if MODE == "production" and MASTER_KEY and (MASTER_KEY == SECRET_KEY or len(MASTER_KEY) < 40):
    raise ImproperlyConfigured(
        "Set PERMEATE_MASTER_KEY to a random text of at least 40 characters, other than the secret."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_q",
    "permeate",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "permeate.urls"
WSGI_APPLICATION = "permeate.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "permeate" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "permeate.web.environment.environment",
            "autoescape": True,
            "context_processors": ["permeate.web.shell.shell"],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'permeate.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these, concurrent writers fail instead of waiting for one another.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options.setdefault("connect_timeout", 2)
    # Compiling a query takes longer than any of ours runs; pages come from memory or an SSD.
    _options.setdefault("options", "-c jit=off -c random_page_cost=1.1")
    # The server plans a statement asked often once, not each time: planning a person's
    # to-do list takes four times as long as answering it.
    _options.setdefault("server_side_binding", True)
    _options.setdefault("prepare_threshold", 5)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("PERMEATE_CONN_MAX_AGE", default=60)
# Rate limits count in it, so all web processes must share it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "permeate_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "permeate.Person"
AUTHENTICATION_BACKENDS = ["permeate.web.people.backend.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Demonstration personas have it; they exist in demonstration mode alone.
DEMONSTRATION_PASSWORD = "three fictional words"  # noqa: S105
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_ENGINE = "permeate.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# How many proxies stand before the site: rate limits count by the address that the outermost saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PERMEATE_PROXIES", default=int(MODE == "production"))
ACCOUNT_ADAPTER = "permeate.web.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "permeate.web.people.account_forms.LoginForm",
    "signup": "permeate.web.people.account_forms.SignupForm",
    "reset_password": "permeate.web.people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "permeate.web.people.account_forms.ResetPasswordKeyForm",
    "change_password": "permeate.web.people.account_forms.ChangePasswordForm",
    "set_password": "permeate.web.people.account_forms.SetPasswordForm",
    "add_email": "permeate.web.people.account_forms.AddEmailForm",
    "reauthenticate": "permeate.web.people.account_forms.ReauthenticateForm",
}
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or after SESSION_COOKIE_AGE
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# In the browser that signed up alone: a link that was passed on signs nobody in.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # to change addresses
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "permeate.web.people.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "permeate.web.people.account_forms.AuthenticateForm",
    "reauthenticate": "permeate.web.people.account_forms.ReauthenticateCodeForm",
    "activate_totp": "permeate.web.people.account_forms.ActivateAppForm",
    "add_webauthn": "permeate.web.people.account_forms.AddPasskeyForm",
    "edit_webauthn": "permeate.web.people.account_forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = "Permeate"
# Passkeys need https everywhere but on a developer's own machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "permeate" / "web" / "static", BASE_DIR / "var" / "vendor"]
WHITENOISE_USE_FINDERS = MODE == "development"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "development"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"  # links that carry a token never leak to other sites
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Work for later: at least once, so retry > timeout > the longest task.
Q_CLUSTER = {
    "name": "permeate",
    "orm": "default",
    "timeout": 300,
    "retry": 360,
    "max_attempts": 5,
    "poll": 1,
    "catch_up": False,
    "save_limit": 500,
    "label": "Jobs",
}

# Mail: console (prints), smtp, notify (GOV.UK Notify) or mailbox (kept to be shown, not sent).
MAIL_CHANNEL = env("PERMEATE_MAIL", default="mailbox" if MODE == "demonstration" else "console")
EMAIL_HOST = env("PERMEATE_SMTP_HOST", default="localhost")
EMAIL_PORT = env.int("PERMEATE_SMTP_PORT", default=25)
EMAIL_HOST_USER = env("PERMEATE_SMTP_USER", default="")
EMAIL_HOST_PASSWORD = env("PERMEATE_SMTP_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("PERMEATE_SMTP_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("PERMEATE_MAIL_FROM", default="Permeate <permeate@localhost>")
MAIL_DOMAIN = env("PERMEATE_MAIL_DOMAIN", default="permeate.localhost")
NOTIFY_API_KEY = env("PERMEATE_NOTIFY_API_KEY", default="")
NOTIFY_TEMPLATE_ID = env("PERMEATE_NOTIFY_TEMPLATE_ID", default="")
NOTIFY_BASE_URL = env("PERMEATE_NOTIFY_URL", default="https://api.notifications.service.gov.uk")
if MODE == "production" and MAIL_CHANNEL not in ("smtp", "notify"):
    raise ImproperlyConfigured("Set PERMEATE_MAIL to smtp or notify in production.")
if MODE == "demonstration" and MAIL_CHANNEL in ("smtp", "notify"):
    # Anybody can sign in as anybody there: it must not pass for the service itself.
    raise ImproperlyConfigured(
        "The demonstration mode is not for production: it sends no mail. Set PERMEATE_MODE to "
        "production, or leave PERMEATE_MAIL out."
    )

# The JSON-LD contexts that `make install` brings: what the terms of a credential mean.
CONTEXTS_FILE = BASE_DIR / "var" / "vendor" / "contexts.json"

# The end of the history, kept outside the database so that a cut-off tail is found.
HISTORY_HEAD_FILE = Path(env("PERMEATE_HISTORY_HEAD", default=str(VAR_DIR / "history-head")))

# How long signed agreements keep the names of people who were erased, from the placement's end.
KEEP_AGREEMENTS_YEARS = env.int("PERMEATE_KEEP_AGREEMENTS_YEARS", default=6)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("PERMEATE_LOG", default="WARNING")},
}
