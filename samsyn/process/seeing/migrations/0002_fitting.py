from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("seeing", "0001_hiding"), ("cases", "0017_no_null_scope")]

    operations = [sql_file(__file__, "0002_fitting.sql")]
