"""Routes of people, posts and duties, the roster, notices and the audit view."""

from django.urls import path

from . import audit, duties, notices, people, roster

screens = [
    path("people/", people.listing, name="people"),
    path("people/new/", people.enrol, name="enrol"),
    path("people/<str:username>/", people.detail, name="person"),
    path("people/<str:username>/<slug:step>/", people.act, name="person_step"),
    path("duties/", duties.listing, name="duties"),
    path("duties/new/", duties.create, name="create_post"),
    path("duties/<str:organisation>/<str:serial>/", duties.detail, name="post"),
    path("duties/<str:organisation>/<str:serial>/<slug:step>/", duties.act, name="post_step"),
    path("audit/", audit.listing, name="audit"),
    path("audit/export/<slug:form>/", audit.export, name="export_audit"),
    path("notices/", notices.listing, name="notices"),
    path("notices/read/", notices.read, name="read_notice"),
    path("roster/", roster.own, name="own_roster"),
    path("roster/<str:organisation>/", roster.month, name="roster"),
    path("roster/<str:organisation>/<int:key>/clear/", roster.clear, name="clear_shift"),
    path("organisations/", duties.organisations, name="organisations"),
]
