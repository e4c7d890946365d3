"""Django behind the page store, with the thread that keeps the store true."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from .page_follower import PageFollower
from .page_gate import Application, PageGate
from .page_store import PageStore


def assemble() -> Application:
    """One process's web application; Django alone when ``PAGE_STORE_BYTES`` is 0."""
    site: Application = get_wsgi_application()
    if not settings.PAGE_STORE_BYTES:
        return site
    store = PageStore(settings.PAGE_STORE_BYTES)
    PageFollower(store).start()
    return PageGate(site, store)
