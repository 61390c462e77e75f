from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_guarded_writing")]
    operations = [sql_file(__file__, "0014_asked_protection.sql")]
