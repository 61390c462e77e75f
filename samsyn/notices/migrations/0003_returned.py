from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_hush_ones_own")]
    operations = [sql_file(__file__, "0003_returned.sql")]
