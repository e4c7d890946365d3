import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_answers():
    assert connection.is_usable()
