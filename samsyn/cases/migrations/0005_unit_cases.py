from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_people_change")]

    operations = [sql_file(__file__, "0005_unit_cases.sql")]
