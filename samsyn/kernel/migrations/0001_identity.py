from django.db import migrations, models

from samsyn.kernel import identity, sorting

ONCE = """
alter table kernel_once enable row level security;
create policy own on kernel_once for all to samsyn_app
  using (person_id = (select app_uid())) with check (person_id = (select app_uid()));
grant select, insert on kernel_once to samsyn_app;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(identity.SQL, migrations.RunSQL.noop),
        migrations.RunSQL(sorting.SQL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="Once",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("person_id", models.BigIntegerField()),
                ("location", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
    ]
