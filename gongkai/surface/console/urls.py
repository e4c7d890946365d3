"""Staff routes, all under ``/console/``: our screens, then the pages of Wagtail's shell the gate opens."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import (
    archive,
    batches,
    checked,
    endings,
    password,
    posts,
    provider,
    publications,
    quarantine,
    relations,
    second_factor,
    sign_in,
    take_downs,
    words,
    work,
)
from .gate import shell
from .item_urls import screens as item_screens
from .manuscript_urls import screens as manuscript_screens
from .report_urls import screens as report_screens
from .request_urls import screens as request_screens
from .staff_urls import screens as staff_screens
from .sweep_urls import screens as sweep_screens

screens = [
    path("", work.waiting, name="work"),
    path("login/", sign_in.SignIn.as_view(), name="sign_in"),
    path("oidc/", provider.begin, name="provider"),
    path("logout/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/", password.change, name="password"),
    path("second-factor/", second_factor.enter, name="second_factor"),
    path("second-factor/codes/", second_factor.codes, name="recovery_codes"),
    *staff_screens,
    path("posts/", posts.choose, name="posts"),
    path("publications/", publications.listing, name="publications"),
    path("publications/reviews/<int:key>/", publications.decide, name="decide_sample"),
    path("publications/<str:organisation>/<str:serial>/", publications.detail, name="publication"),
    *manuscript_screens,
    *sweep_screens,
    *report_screens,
    path("archive/", archive.package, name="archive"),
    path("publications/<str:organisation>/<str:serial>/withdraw/", endings.withdraw, name="withdraw"),
    path("publications/<str:organisation>/<str:serial>/restore/", endings.restore, name="restore"),
    path("publications/<str:organisation>/<str:serial>/suspend/", endings.suspend, name="suspend"),
    path("batches/", batches.listing, name="batches"),
    path("batches/<int:number>/", batches.detail, name="batch"),
    path("batches/<int:number>/steer/", batches.steer, name="steer_batch"),
    path("take-downs/", take_downs.listing, name="take_downs"),
    path("take-downs/<int:number>/", take_downs.detail, name="take_down"),
    path("relations/", relations.listing, name="relations"),
    path("relations/decide/", relations.decide, name="decide_relation"),
    path("checked/", checked.listing, name="checked"),
    path("checked/begin/", checked.begin, name="begin_recheck"),
    path("words/", words.listing, name="words"),
    path("words/add/", words.add, name="add_word"),
    path("words/export/", words.export, name="export_words"),
    path("words/import/", words.take_in, name="import_words"),
    path("words/<str:key>/", words.detail, name="word"),
    path("words/<str:key>/retire/", words.retire, name="retire_word"),
    path("quarantine/", quarantine.listing, name="quarantine"),
    path("quarantine/<str:key>/", quarantine.detail, name="quarantined"),
    path("quarantine/<str:key>/decide/", quarantine.decide, name="decide_quarantined"),
    *item_screens,
    *request_screens,
]
urlpatterns = [
    # The name is allauth's, which makes the address of the way back from it.
    path("console/oidc/<str:provider_id>/", provider.callback, name="openid_connect_callback"),
    path("console/", include((screens, "console"))),
    path("console/", include(decorate_urlpatterns(wagtail_urls.urlpatterns, shell))),
]
