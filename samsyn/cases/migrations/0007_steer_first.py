from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_step_out"),
    ]

    operations = [
        sql_file(__file__, "0007_steer_first.sql"),
    ]
