"""Use cases of service guides: one call, one transaction, one ledger entry a guide."""
