"""Settings: embedded defaults need none; production sets environment variables (docs/operations.md)."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from gongkai.ground.orgs.rules import people

from . import identity, logs, storages
from .home import directory, secret

PACKAGE = Path(__file__).resolve().parent.parent
HOME = directory()
PAGE_STORE_BYTES = int(os.environ.get("GONGKAI_PAGE_STORE_MB", "64")) * 1024 * 1024
FACE = os.environ.get("GONGKAI_FACE", "all")
DEBUG = False
SECRET_KEY = secret("secret_key", "GONGKAI_SECRET_KEY")
SEALING_KEY = secret("sealing_key", "GONGKAI_SEALING_KEY")
LEDGER_KEY = os.environ.get("GONGKAI_LEDGER_KEY", "")
LEDGER_ORIGIN = os.environ.get("GONGKAI_LEDGER_ORIGIN", "gongkai.example/ledger")
PUBLIC_ADDRESS = os.environ.get("GONGKAI_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
# Only names of ours are answered: the page store keeps a page for each host.
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
LISTENING = os.environ.get("GONGKAI_LISTENING", "")  # set by `gongkai serve`: the machine's own names
HOSTS = os.environ.get("GONGKAI_HOSTS") or f"{urlsplit(PUBLIC_ADDRESS).hostname},{LISTENING}"
ALLOWED_HOSTS = [*(name for name in HOSTS.split(",") if name), *LOOPBACK]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

# The site's fixed facts (政府网站发展指引 §4.2): shown in the footer and in page tags.
# Hosts of the intranet (host:port) that the link check may ask; all other private addresses are never asked.
LINK_HOSTS = frozenset(os.environ.get("GONGKAI_LINK_HOSTS", "").lower().replace(" ", "").split(",")) - {""}
SITE_NAME = os.environ.get("GONGKAI_SITE_NAME", "江城市人民政府")
SITE_CITY = os.environ.get("GONGKAI_SITE_CITY", "江城")
SITE_CODE = os.environ.get("GONGKAI_SITE_CODE", "4299000001")
SITE_SPONSOR = os.environ.get("GONGKAI_SITE_SPONSOR", "江城市人民政府办公室")
SITE_ICP = os.environ.get("GONGKAI_SITE_ICP", "鄂ICP备00000000号")
SITE_POLICE = os.environ.get("GONGKAI_SITE_POLICE", "鄂公网安备 42990000000000号")
SITE_OPERATOR = os.environ.get("GONGKAI_SITE_OPERATOR", "")
SITE_TELEPHONE = os.environ.get("GONGKAI_SITE_TELEPHONE", "")
SITE_EMAIL = os.environ.get("GONGKAI_SITE_EMAIL", "")
SITE_MARK = os.environ.get("GONGKAI_SITE_MARK", "")
PDF_FONT = os.environ.get("GONGKAI_PDF_FONT", "")  # a font file; without one the first that is installed
SITE_DEMO = os.environ.get("GONGKAI_SITE_DEMO", "")  # a demonstration's own data say so by themselves

INSTALLED_APPS = [
    "gongkai.ground.ledger",
    "gongkai.ground.orgs",
    "gongkai.ground.attachments",
    "gongkai.ground.notices",
    "gongkai.record.editorial",
    "gongkai.record.catalogue",
    "gongkai.desk.documents",
    "gongkai.desk.disclosure",
    "gongkai.project",
    "gongkai.surface.portal",
    "gongkai.surface.console",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = f"gongkai.project.urls.{FACE}"
WSGI_APPLICATION = "gongkai.project.wsgi.application"

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

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'gongkai.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; "
        "PRAGMA secure_delete=ON;",
    }
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
# What may be forgotten at any moment (Wagtail's site, stated facts); nothing that must be counted lies here.
REDIS = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS}
    if REDIS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "orgs.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.ground.orgs.validators.Complex"},
    {"NAME": "gongkai.ground.orgs.validators.New"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
]
# Axes counts failures in the database for all processes; what it may write there: surface/console/lockout.py.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "gongkai.surface.console.lockout.Staff"]
AXES_HANDLER = "gongkai.surface.console.lockout.Counts"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = people.TRIES
AXES_COOLOFF_TIME = people.SHUT_FOR
AXES_USERNAME_CALLABLE = "gongkai.surface.console.lockout.pseudonym"
AXES_CLIENT_IP_CALLABLE = "gongkai.surface.console.lockout.place"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "old", "next", "csrfmiddlewaretoken"]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # it would keep names and addresses; who signed in stands in the ledger
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OIDC = identity.configured(os.environ)
SOCIALACCOUNT_PROVIDERS = identity.providers(OIDC)
SOCIALACCOUNT_ADAPTER = "gongkai.surface.console.provider.Adapter"
MFA_ADAPTER = "gongkai.ground.orgs.sealing.Sealed"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds before and after: clocks of telephones differ
LOGIN_URL = "wagtailadmin_login"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "surface" / "portal" / "locale"]
LANGUAGE_COOKIE_NAME = "gk_lang"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
# Hashed names once `gongkai up` (or collectstatic) has copied the files; straight from the packages before.
COLLECTED = (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = storages.configured(HOME, os.environ, collected=COLLECTED or "collectstatic" in sys.argv)
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600  # the longest a row is kept; surface/console/sitting.py ends sessions
X_FRAME_OPTIONS = "SAMEORIGIN"
CSRF_COOKIE_HTTPONLY = True
if FACE != "console":
    CSRF_FAILURE_VIEW = "gongkai.surface.portal.failures.untrusted"
BEHIND_PROXY = bool(os.environ.get("GONGKAI_BEHIND_PROXY"))
if BEHIND_PROXY:  # the proxy sets X-Forwarded-Proto itself and drops the visitor's
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if PUBLIC_ADDRESS.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = int(os.environ.get("GONGKAI_HSTS_SECONDS", "3600"))

# Mail of notices; without a host nothing is queued and the console is the only place.
EMAIL_HOST = os.environ.get("GONGKAI_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("GONGKAI_MAIL_PORT", "465"))
EMAIL_HOST_USER = os.environ.get("GONGKAI_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("GONGKAI_MAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_MAIL_FROM", "") or EMAIL_HOST_USER or "gongkai@localhost"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

WAGTAIL_SITE_NAME = "公开"
WAGTAILADMIN_BASE_URL = PUBLIC_ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # our own screens: policy, ledger
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# axes.W002: our sign-in form says what its middleware would.
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W001", "axes.W002"]
LOGGING_CONFIG = "gongkai.project.logs.configure"
LOGGING = logs.settings(os.environ.get("GONGKAI_LOG", "WARNING"))
