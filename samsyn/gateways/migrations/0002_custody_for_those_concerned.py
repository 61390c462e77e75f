from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("gateways", "0001_initial")]
    operations = [sql_file(__file__, "0002_custody_for_those_concerned.sql")]
