"""All addresses, app by app. Each app writes its paths out whole, so that searching finds them."""

from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path

ERRORS = "samsyn.web.errors"
handler403, handler404, handler500 = (f"{ERRORS}.handler{code}" for code in (403, 404, 500))

OURS = [config.name for config in apps.get_app_configs() if config.name.startswith("samsyn.")]
urlpatterns = [path("", include(f"{app}.urls")) for app in OURS if find_spec(f"{app}.urls")]
