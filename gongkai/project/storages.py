"""Where files lie (docs/operations.md): a folder each in the embedded default, S3 where one machine is not
enough."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = "gongkai.ground.attachments.storage.Folder"
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
COLLECTED = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def configured(home: Path, environment: Mapping[str, str], *, collected: bool) -> dict[str, Any]:
    """Django's ``STORAGES``. All but ``default`` lie outside every web root.

    ``files`` are attachments by digest, served only while their publication is public; ``keys`` and
    ``sealed`` hold what few may read (docs/requests.md): keep their copies apart from those of the database.
    """
    sealing = Path(environment.get("GONGKAI_SEALING") or home / "sealing")
    places = {
        "files": environment.get("GONGKAI_FILES") or home / "files",
        "keys": sealing / "keys",
        "sealed": sealing / "files",
    }
    folders = {alias: {"BACKEND": FOLDER, "OPTIONS": {"location": place}} for alias, place in places.items()}
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": COLLECTED if collected else STATIC},
        **folders,
    }
