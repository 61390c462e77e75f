from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_more_places"),
    ]

    operations = [
        sql_file(__file__, "0003_step_back.sql"),
    ]
