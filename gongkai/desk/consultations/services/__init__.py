"""Use cases of consultations and surveys: one call, one transaction, one ledger entry a subject."""
