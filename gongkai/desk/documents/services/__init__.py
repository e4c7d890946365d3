"""Use cases of official documents, split by noun: imports, storing, linking, quarantine."""
