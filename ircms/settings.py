"""Settings, all from the environment (``docs/settings.md`` lists them).

``DEBUG`` is off unless asked for, no secret has a default, and a malformed value raises here, at
start, rather than later in a request.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django_countries
import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _flag(name: str) -> bool:
    """A yes or no from the environment; off unless set. Anything else raises."""
    text: str = env.str(name, default="").strip().lower()
    if text in {"", "0", "false", "no", "off"}:
        return False
    if text in {"1", "true", "yes", "on"}:
        return True
    raise ImproperlyConfigured(f"{name} is {text!r}: write true or false.")


DEBUG = _flag("DEBUG")
SECRET_KEY: str = env.str("SECRET_KEY", default="only-for-debug" if DEBUG else environ.Env.NOTSET)
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
if not re.fullmatch(r"https?://[^/?#\s]+", SITE_URL):
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: give scheme and host only, such as https://ir.cellbiomedgroup.com"
    )
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
IRCMS_SURFACE: str = env.str("IRCMS_SURFACE", default="all")
if IRCMS_SURFACE not in {"public", "staff", "all"}:
    raise ImproperlyConfigured(
        f"IRCMS_SURFACE is {IRCMS_SURFACE!r}: choose public, staff or all (the default)."
    )
HAS_STAFF = IRCMS_SURFACE != "public"
IS_HTTPS = SITE_URL.startswith("https://")

# The market's zone: staff enter and read times in it, the site shows them with its abbreviation.
TIME_ZONE: str = env.str("IRCMS_MARKET_ZONE", default="America/New_York")
USE_TZ = True
LANGUAGE_CODE = "en"
# Decided by the address alone (docs/languages.md); each named in its own words.
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
# Beside our own words, the names of countries.
LOCALE_PATHS = [BASE_DIR / "locale", Path(django_countries.__file__).parent / "locale"]
USE_I18N = True

IRCMS_DEMO = _flag("IRCMS_DEMO")


def _clock_start() -> datetime | None:
    """``IRCMS_CLOCK_STARTS_AT``: the demo's first instant; the market's zone unless said."""
    text: str = env.str("IRCMS_CLOCK_STARTS_AT", default="")
    if not text:
        return None
    if not IRCMS_DEMO:
        raise ImproperlyConfigured("IRCMS_CLOCK_STARTS_AT moves the clock: for the demo only.")
    try:
        start = datetime.fromisoformat(text)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"IRCMS_CLOCK_STARTS_AT is {text!r}: write it like 2017-10-16T09:00."
        ) from error
    return start if start.tzinfo else start.replace(tzinfo=ZoneInfo(TIME_ZONE))


IRCMS_CLOCK_STARTS_AT = _clock_start()
# Outside anything a web server serves: files of releases, embargoed ones among them.
IRCMS_PRIVATE_ROOT = Path(env.str("IRCMS_PRIVATE_ROOT", default=str(BASE_DIR / "var" / "private")))
# How long inside information is kept after it was last written (MAR Article 17). It stands in a
# trigger: run migrate after changing it.
IRCMS_RETENTION_YEARS: int = env.int("IRCMS_RETENTION_YEARS", default=5)
if not 1 <= IRCMS_RETENTION_YEARS <= 100:
    raise ImproperlyConfigured(
        f"IRCMS_RETENTION_YEARS is {IRCMS_RETENTION_YEARS}: write a number of years from 1 to 100."
    )
# The Ed25519 key that signs the audit's head (docs/audit.md); anchor_audit alone reads it.
IRCMS_AUDIT_KEY: str = env.str("IRCMS_AUDIT_KEY", default="")
IRCMS_MAX_UPLOAD_BYTES: int = env.int("IRCMS_MAX_UPLOAD_BYTES", default=50_000_000)

STAFF_APPS = [
    "ircms.staff_app.StaffAdminConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_prose_editor",
    "js_asset",
    "ircms.staff_app.AllauthAccountConfig",
    "allauth.mfa",
    "allauth.usersessions",
]
INSTALLED_APPS = [
    "ircms.apps.IrcmsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    *(STAFF_APPS if HAS_STAFF else []),
    "csp",
    "accounts",
    "company",
    "audit",
    "outbox",
    "releases",
    "facilities",
    "trials",
    "events",
    "library",
    "search",
    "front",
    "enquiries",
    "previews",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STAFF_MIDDLEWARE = [
    *(f"ircms.staff_edge.StaffOnly{name}" for name in ("Session", "Csrf", "Auth", "Messages")),
    "accounts.gate.SecondFactorGate",
]
MIDDLEWARE = [
    "ircms.edge.ClockMiddleware",
    "ircms.languages.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ircms.edge.PublicEdgeMiddleware",
    "ircms.edge.SortedCSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ircms.as_of.AsOfMiddleware",
    "django.middleware.common.CommonMiddleware",
    *(STAFF_MIDDLEWARE if HAS_STAFF else []),
]
ROOT_URLCONF = "ircms.urls.public" if IRCMS_SURFACE == "public" else "ircms.urls.staff"
WSGI_APPLICATION = "ircms.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "company.context.site",
            ],
        },
    },
]
if HAS_STAFF:
    TEMPLATES[0]["OPTIONS"]["context_processors"] += [
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}"),
}
_ENGINE = DATABASES["default"].get("ENGINE", "")
if _ENGINE not in {"django.db.backends.sqlite3", "django.db.backends.postgresql"}:
    raise ImproperlyConfigured(
        "DATABASE_URL names no database that ircms knows: write sqlite:///path or "
        "postgres://user@host/name."
    )
if _ENGINE == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "ENGINE": "ircms.sqlite",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            # So that INSERT OR REPLACE fires the guards of the row it deletes.
            "PRAGMA recursive_triggers=ON;",
        },
        # Opening a database whose schema has so many triggers costs more than most pages.
        "CONN_MAX_AGE": 60,
        # A file, so that tests with threads see what two processes would.
        "TEST": {"NAME": str(Path(DATABASES["default"]["NAME"]).with_suffix(".test.sqlite3"))},
    }
elif IRCMS_CLOCK_STARTS_AT is not None:
    raise ImproperlyConfigured(
        "IRCMS_CLOCK_STARTS_AT needs SQLite: PostgreSQL's own clock cannot be moved from here."
    )
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # Queries here take milliseconds; compiling them first takes seconds (docs/decisions/0005).
    _OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
    _OPTIONS["options"] = f"{_OPTIONS.get('options', '')} -c jit=off".strip()

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
vars().update(env.email("EMAIL_URL", default="consolemail://"))
# Seconds a mail server may keep silent; without one a worker would wait for it for ever.
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL: str = env.str("IRCMS_MAIL_FROM", default="newsroom@localhost")
if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+|[^@<>\r\n]+ <[^@\s<>]+@[^@\s<>]+>", DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured(
        f"IRCMS_MAIL_FROM is {DEFAULT_FROM_EMAIL!r}: write an address, such as "
        "newsroom@example.com or Newsroom <newsroom@example.com>."
    )
# Where the form on the contacts page is mailed to; without it there is no form.
IRCMS_IR_MAILBOX: str = env.str("IRCMS_IR_MAILBOX", default="")
if IRCMS_IR_MAILBOX and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", IRCMS_IR_MAILBOX):
    raise ImproperlyConfigured(
        f"IRCMS_IR_MAILBOX is {IRCMS_IR_MAILBOX!r}: write an address, such as ir@example.com, or "
        "leave it out: then there is no form."
    )
# What the public pages promise: in how many business days enquiries are answered, and for how many
# days the web server in front keeps its log (0: it keeps none; unset: that is not said).
IRCMS_IR_ANSWER_DAYS: int = env.int("IRCMS_IR_ANSWER_DAYS", default=2)
IRCMS_WEB_LOG_DAYS: int | None = env.int("IRCMS_WEB_LOG_DAYS", default=None)
for _name, _days in (("IR_ANSWER", IRCMS_IR_ANSWER_DAYS), ("WEB_LOG", IRCMS_WEB_LOG_DAYS or 0)):
    if not 0 <= _days <= 365:
        raise ImproperlyConfigured(f"IRCMS_{_name}_DAYS is {_days}: write a number from 0 to 365.")

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1] |= {"OPTIONS": {"min_length": 12}}  # type: ignore[dict-item]  # one has options

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("IRCMS_STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ircms.look.LookFinder",
]
_LOOK_ROOT: str = env.str("IRCMS_LOOK_ROOT", default="")
IRCMS_LOOK_ROOT = Path(_LOOK_ROOT) if _LOOK_ROOT else None
STORAGES = {
    "default": {"BACKEND": "ircms.storage.PrivateStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

FILE_UPLOAD_HANDLERS = [
    "releases.uploads.QuotaUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FORM_RENDERER = "ircms.form_markup.QuickForms"

# What a page may load: itself and nothing else. The public site carries no nonce (every reader
# gets the same bytes); the admin's editor needs one for its import map.
_PUBLIC_POLICY: dict[str, Any] = {
    "default-src": [NONE],
    "style-src": [SELF],
    "script-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "base-uri": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _PUBLIC_POLICY}
IRCMS_STAFF_POLICY = _PUBLIC_POLICY | {"script-src": [SELF, NONCE], "img-src": [SELF, "data:"]}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
IRCMS_BEHIND_PROXY = _flag("IRCMS_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IRCMS_BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 60 * 60 * 12
# What the desk says names releases: Django's own place for it is a cookie for every address.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# W003 looks for Django's CSRF middleware by name; ours is a subclass for staff addresses, and
# ircms.E003 (ircms/checks.py) looks for that.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
LOGIN_URL = "admin:login"
# django-allauth keeps second factors and sessions; the pages are ours (docs/sign-in.md), so none of
# its addresses exists: no sign-up, no reset by mail, no sign-in through another site.
MFA_ADAPTER = "accounts.encryption.EncryptingAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
CSRF_FAILURE_VIEW = "ircms.staff_views.csrf_refused"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ircms.logs.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Not Django's own handlers: they would mail local variables, embargoed text among them.
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}
