"""Routes of validity sweeps, under ``/console/``."""

from django.urls import path

from . import sweeps

screens = [
    path("sweeps/", sweeps.listing, name="sweeps"),
    path("sweeps/<int:key>/", sweeps.detail, name="sweep"),
    path("sweeps/<int:key>/add/", sweeps.add, name="add_to_sweep"),
    path("sweeps/<int:key>/propose/", sweeps.propose, name="propose_in_sweep"),
    path("sweeps/<int:key>/step/", sweeps.step, name="step_sweep"),
    path("sweeps/reviews/<int:key>/", sweeps.decide, name="decide_sweep"),
]
