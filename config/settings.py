"""Settings of the ledger, all from the environment (docs/settings.md lists the variables).

Everything the app writes lies under LEDGER_DATA_DIR; the keys lie in its folder ``keys``, never
in the database.
"""

import sys
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from config import env
from config.pages import PAGES

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("LEDGER_DATA_DIR", BASE_DIR / "var")
LEDGER_KEY_DIR = env.folder("LEDGER_KEY_DIR", DATA_DIR / "keys")
LEDGER_FONT_DIR = Path(env.text("LEDGER_FONT_DIR") or BASE_DIR / ".venv" / "share" / "fonts")
LEDGER_TODAY = env.day("LEDGER_TODAY")  # the demo runs on a fixed day and says so in a strip
# A LAN without TLS: drops the https redirect, HSTS and secure cookies. Never for a site reached
# from outside.
PLAIN_HTTP = env.flag("LEDGER_PLAIN_HTTP")
DEBUG = env.flag("LEDGER_DEBUG")
TESTING = "pytest" in sys.modules

SECRET_KEY = env.text("LEDGER_SECRET_KEY") or env.secret(
    LEDGER_KEY_DIR / "secret_key", get_random_secret_key()
)
ALLOWED_HOSTS = env.names("LEDGER_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.names("LEDGER_ORIGINS", "")

INSTALLED_APPS = [
    "config.apps.LedgerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "simple_history",
    "unions",
    "members",
    "reports",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.browsers.OldEngineMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.IdleLogoutMiddleware",
    "config.middleware.KeyTroubleMiddleware",
    "config.middleware.FirstStartMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "reports.saved_views.middleware.DefaultViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'ledger.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE + WAL: no lost updates and no lock errors among several writers; FULL survives
    # power loss.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # PostgreSQL compiles long queries before it runs them: the data checks took a minute of
    # compiling for two seconds of counting.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]  # our sentences over those of Django
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DATE_INPUT_FORMATS = ["%Y-%m-%d"]

STATIC_URL = "static/"
STATIC_ROOT = env.folder("LEDGER_STATIC_DIR", DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MANIFEST_STRICT = False  # a missing picture must not cost the page
MEDIA_ROOT = DATA_DIR / "files"
SHEET_FOLDER = DATA_DIR / "uploads"  # sheets between upload and confirmation, encrypted
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 2**20  # sheets hold ID numbers: never in a temporary file
LEDGER_BACKUP_DIR = env.folder("LEDGER_BACKUP_DIR", DATA_DIR / "backups")

# The dossier of a record (config/pages.py); lists and record pages lead there.
ABSOLUTE_URL_OVERRIDES = PAGES

AUTH_USER_MODEL = "unions.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "unions.backends.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 10}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "name")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_NAME = "sid" if PLAIN_HTTP else "__Host-sid"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN_HTTP
SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("LEDGER_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # 收表 says so from 401 on; of more nothing is read at all
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

IMPORTABLE_RECORDS = {  # record types that sheets can bring in
    "unions": "unions.resources.organisation.UnionResource",
    "employers": "unions.resources.organisation.EmployerResource",
    "headcounts": "unions.resources.headcounts.HeadcountResource",
    "members": "members.resources.members.MemberResource",
    "contracts": "unions.resources.contracts.ContractResource",
    "aid_cases": "members.resources.aid.AidCaseResource",
    "aid_payments": "members.resources.payments.PaymentResource",
    "proposals": "unions.resources.proposals.ProposalResource",
    "training": "unions.resources.training.TrainingResource",
    "competitions": "unions.resources.competitions.CompetitionResource",
    "activities": "unions.resources.activities.ActivityResource",
    "terms": "unions.resources.committees.TermResource",
    "bodies": "unions.resources.bodies.BodyResource",
    "recognitions": "unions.resources.recognitions.RecognitionResource",
    "certificates": "unions.resources.certificates.CertificateResource",
    "figures": "reports.resources.figures.FigureResource",
    "targets": "reports.resources.figures.TargetResource",
}
LEDGER_IMPORT_MAX_ROWS = env.number("LEDGER_IMPORT_MAX_ROWS", 20_000)  # of one sheet sent in
LEDGER_IMPORT_MAX_COLUMNS = env.number("LEDGER_IMPORT_MAX_COLUMNS", 60)

SIMPLE_HISTORY_REVERT_DISABLED = True  # undo goes through the form, with its checks

# 本月要办: how many days ahead to remind, and what differs from place to place.
REMIND_TERMS = env.steps("LEDGER_REMIND_TERMS", "180,90,30")
REMIND_CONTRACTS = env.steps("LEDGER_REMIND_CONTRACTS", "90,60,30")
REMIND_CERTIFICATES = env.steps("LEDGER_REMIND_CERTIFICATES", "90,30")
REMIND_YEARLY = env.steps("LEDGER_REMIND_YEARLY", "90,30")
REMIND_PAST = min(env.number("LEDGER_REMIND_PAST", 365), env.MOST_DAYS)
FILING_DAYS = min(env.number("LEDGER_FILING_DAYS", 10), env.MOST_DAYS)
COMMITTEE_MEMBERS = env.number("LEDGER_COMMITTEE_MEMBERS", 25)
WOMEN_MEMBERS = env.number("LEDGER_WOMEN_MEMBERS", 10)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # WeasyPrint and fontTools log per glyph; their warnings would hide ours.
    "loggers": {name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "axes")},
}
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
