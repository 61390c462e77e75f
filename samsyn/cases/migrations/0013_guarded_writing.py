from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_expiring_worry")]
    operations = [sql_file(__file__, "0013_guarded_writing.sql")]
