from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_what_is_new")]
    operations = [sql_file(__file__, "0012_expiring_worry.sql")]
