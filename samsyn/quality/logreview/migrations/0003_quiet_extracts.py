from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("logreview", "0002_directed")]

    operations = [sql_file(__file__, "0003_quiet_extracts.sql")]
