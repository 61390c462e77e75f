from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_unit_cases"),
    ]

    operations = [
        sql_file(__file__, "0006_step_out.sql"),
    ]
