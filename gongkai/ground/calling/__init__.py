"""Questions to machines that the operator named: an identity provider, an SMS gateway."""
