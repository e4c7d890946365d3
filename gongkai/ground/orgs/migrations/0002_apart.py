"""Site facts, and the database's own word on 三员分立: no code and no hand-written SQL gets past it."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations, models

CONFLICT = """
SELECT 1 FROM orgs_appointment a
JOIN orgs_dutygrant g ON g.post_id = a.post_id AND g.family = 'administrator'
JOIN orgs_appointment b ON b.user_id = a.user_id
JOIN orgs_dutygrant h ON h.post_id = b.post_id AND h.family = 'administrator' AND h.duty <> g.duty
WHERE a.user_id = {user}
AND (b.to_on IS NULL OR a.from_on <= b.to_on) AND (a.to_on IS NULL OR b.from_on <= a.to_on)
AND (a.to_on IS NULL OR a.from_on <= a.to_on) AND (b.to_on IS NULL OR b.from_on <= b.to_on)
"""
HOLDERS = "(SELECT user_id FROM orgs_appointment WHERE post_id = NEW.post_id)"
WORDS = "administrators of one system must be different people (orgs 0002)"
TABLES = {"orgs_appointment": "NEW.user_id", "orgs_dutygrant": None}

# PostgreSQL: the person's row is locked first, so that two transactions are looked at one after the other.
FUNCTIONS = (
    f"""CREATE FUNCTION orgs_apart(person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM orgs_user WHERE id = person FOR UPDATE;
  IF EXISTS ({CONFLICT.format(user="person")}) THEN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END $$""",
    """CREATE FUNCTION orgs_apart_appointment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM orgs_apart(NEW.user_id); RETURN NULL; END $$""",
    """CREATE FUNCTION orgs_apart_dutygrant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM orgs_apart(h.user_id) FROM (SELECT DISTINCT user_id FROM orgs_appointment
    WHERE post_id = NEW.post_id ORDER BY user_id) h;
  RETURN NULL;
END $$""",
)


def statements(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield from FUNCTIONS
        for table in TABLES:
            yield (f"CREATE TRIGGER orgs_apart AFTER INSERT OR UPDATE ON {table}"
                   f" FOR EACH ROW EXECUTE FUNCTION orgs_apart_{table.removeprefix('orgs_')}()")
        return
    for table, user in TABLES.items():
        conflict = (CONFLICT.format(user=user) if user
                    else CONFLICT.format(user="a.user_id") + f" AND a.user_id IN {HOLDERS}")
        for event in ("INSERT", "UPDATE"):
            yield (f"CREATE TRIGGER {table}_apart_{event.lower()} AFTER {event} ON {table}"
                   f" WHEN EXISTS ({conflict}) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END")


def install(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER orgs_apart ON {table}", params=None)
        for name in ("orgs_apart_appointment()", "orgs_apart_dutygrant()", "orgs_apart(bigint)"):
            schema_editor.execute(f"DROP FUNCTION {name}", params=None)
        return
    for table in TABLES:
        for event in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER {table}_apart_{event}", params=None)


class Migration(migrations.Migration):

    dependencies = [("orgs", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="SiteFact",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="事实")),
                ("value", models.CharField(max_length=200, verbose_name="内容")),
            ],
            options={"verbose_name": "网站事实"},
        ),
        migrations.RunPython(install, remove),
    ]
