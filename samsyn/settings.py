"""One settings file for every place samsyn runs; what differs comes from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent

# Known to everybody who reads the source: `samsyn serve` refuses to start with it.
UNSAFE_SECRET = "only-for-tests-and-development-never-for-real-people"
UNSAFE_KEYS = "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def database(url: str) -> dict[str, object]:
    """Django's setting for postgresql://user:password@host:port/name?host=/socket/folder."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query.replace("+", "%2B")))  # as PostgreSQL reads it
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": parts.hostname or query.get("host", ""),
        "PORT": str(parts.port or query.get("port", "")),
        # Our own middleware opens the request's transaction; ATOMIC_REQUESTS wraps only the view.
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "samsyn"},
    }


SECRET_KEY = os.environ.get("SAMSYN_SECRET", UNSAFE_SECRET)
# "id:base64key" separated by commas, newest first; see samsyn.kernel.crypto.
SAMSYN_KEYS = os.environ.get("SAMSYN_KEYS", UNSAFE_KEYS)
# "id:base64key" of the worker alone, and "id:base64key" of all who check; see samsyn.audit.keys.
SAMSYN_SEAL_KEY = os.environ.get("SAMSYN_SEAL_KEY", "")
SAMSYN_SEAL_PUBLIC = os.environ.get("SAMSYN_SEAL_PUBLIC", "")
# A file outside the database, to which the worker adds a line for each seal.
SAMSYN_ANCHORS = os.environ.get("SAMSYN_ANCHORS", "")
# Telling people by mail: smtp://user:password@host:587 or smtps://…; empty: nothing is sent, people are rung.
SAMSYN_SMTP = os.environ.get("SAMSYN_SMTP", "")
SAMSYN_MAIL_FROM = os.environ.get("SAMSYN_MAIL_FROM", "meddelande@localhost")
# A Maildir where the mail server lays what comes back (notices.returned); empty: none is read.
SAMSYN_RETURNED = os.environ.get("SAMSYN_RETURNED", "")
# The address of the start page as people write it: all that a mail links to.
SAMSYN_ADDRESS = os.environ.get("SAMSYN_ADDRESS", "http://localhost:8000")
NOTICE_PAUSE = 600  # seconds in which the one who leads can still look, and stop what has been written
# Set by `samsyn demo` alone: turns on the sign-in where one picks a person.
SAMSYN_DEMO = os.environ.get("SAMSYN_DEMO") == "1"
DEBUG = os.environ.get("SAMSYN_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("SAMSYN_HOSTS", "localhost,127.0.0.1,testserver").split(",")

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql:///samsyn?user=samsyn_app")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
DATABASE_JOBS_URL = os.environ.get("DATABASE_JOBS_URL", "")
DATABASES = {"default": database(DATABASE_URL)}

# What is unusual in the log, and how much is reviewed; each can be set as SAMSYN_REVIEW_CHILDREN and so on.
# None of it is law: said in words on /kvalitet/logg/vagledning/.
SAMSYN_REVIEW = {
    name: int(os.environ.get(f"SAMSYN_REVIEW_{name.upper()}", value))
    for name, value in {
        "refused": 20,  # alarm above so many refusals …
        "minutes": 10,  # … within so many minutes
        "children": 50,  # alarm above so many different persons' cases opened in a day
        "times": 3,  # or above so many times what is usual in the unit …
        "least": 10,  # … if at least so many
        "days": 7,  # how long an alarm is shown
        "ended_days": 90,  # a case that ended longer ago than this is flagged
        "around_days": 30,  # something was done in the case this near the reading
        "sample": 30,  # how many rows a review suggests
        "most": 200,  # and how many it takes at most, of the sample and of the flagged
        "support_minutes": 60,  # the longest session of support
    }.items()
}

APPS = [
    "samsyn.demo",
    "samsyn.bench",
    "samsyn.overview",
    "samsyn.public",
    "samsyn.quality.logreview",
    "samsyn.process.followup",
    "samsyn.process.succession",
    "samsyn.process.everyday",
    "samsyn.process.progress",
    "samsyn.process.copies",
    "samsyn.process.room",
    "samsyn.process.plans",
    "samsyn.process.meetings",
    "samsyn.process.preparation",
    "samsyn.process.seeing",
    "samsyn.process.consent",
    "samsyn.process.discharge",
    "samsyn.process.initiative",
    "samsyn.process.files",
    "samsyn.process.sending",
    "samsyn.process.safety",
    "samsyn.notices",
    "samsyn.documents",
    "samsyn.cases",
    "samsyn.agreements",
    "samsyn.people",
    "samsyn.audit",
    "samsyn.gateways",
    "samsyn.web",
    "samsyn.kernel",
]

INSTALLED_APPS = [
    *APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "template_partials",
    # After our apps: our field and widget templates must win over Django's.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samsyn.cases.wall.Wall",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "samsyn.people.signin.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "samsyn.urls"
WSGI_APPLICATION = "samsyn.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CSRF_FAILURE_VIEW = "samsyn.web.errors.csrf_failure"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "/logga-in/"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
# Served from the apps' own folders: no collectstatic step between a clone and the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# How long what two persons have opened stays open.
PROTECTED_OPEN_MINUTES = int(os.environ.get("SAMSYN_PROTECTED_OPEN_MINUTES", "30"))
# Who answers when there is danger, day and night (texts.md 7 and 12): checked before a service goes live.
HELP_NUMBERS = {
    "danger": os.environ.get("SAMSYN_NUMBER_DANGER", "112"),
    "children": os.environ.get("SAMSYN_NUMBER_CHILDREN", "116 111"),  # Bris
    "violence": os.environ.get("SAMSYN_NUMBER_VIOLENCE", "020-50 50 50"),  # Kvinnofridslinjen
}
# Where "Lämna snabbt" goes: a page that anybody may have open.
LEAVE_TO = os.environ.get("SAMSYN_LEAVE_TO", "https://www.smhi.se/")

NONE, SELF = "'none'", "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # The design system's icons are CSS masks with data: addresses.
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# The demo speaks plain http on this machine only; everything else runs behind https.
HTTPS = os.environ.get("SAMSYN_HTTPS", "0") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"without_content": {"()": "samsyn.kernel.logs.WithoutContent"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without_content"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # In place of Django's own, which mails what went wrong, with what was sent.
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
ADMINS: list[tuple[str, str]] = []
