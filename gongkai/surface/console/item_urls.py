"""Where the screens of catalogues of items, of negative lists and of organisations' columns stand."""

from django.urls import path

from . import columns, item_changes, items, withheld

screens = [
    path("items/", items.overview, name="items"),
    path("items/<str:code>/", items.catalogue, name="item_catalogue"),
    path("items/<str:code>/new/", item_changes.edit, name="new_item"),
    path("items/<str:code>/start/", item_changes.start, name="start_items"),
    path("items/<str:code>/upload/", item_changes.upload, name="upload_items"),
    path("items/<str:code>/items.csv", items.export, {"form": "csv"}, name="items_csv"),
    path("items/<str:code>/items.xlsx", items.export, {"form": "xlsx"}, name="items_xlsx"),
    path("items/<str:code>/versions/<int:number>/", items.version, name="item_version"),
    path("items/<str:code>/versions/<int:number>/decide/", item_changes.decide, name="decide_items"),
    path("items/<str:code>/<str:item>/", items.item, name="item"),
    path("items/<str:code>/<str:item>/edit/", item_changes.edit, name="edit_item"),
    path("columns/", columns.overview, name="columns"),
    path("columns/<str:code>/", columns.column, name="column"),
    path("columns/<str:code>/draft/", columns.draft, name="draft_column"),
    path("withheld/", withheld.due, name="withheld"),
    path("withheld/<str:code>/", withheld.listing, name="withheld_list"),
    path("withheld/<str:code>/new/", withheld.add, name="withhold"),
    path("withheld/<str:code>/<int:number>/", withheld.assess, name="withheld_matter"),
]
