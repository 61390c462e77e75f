from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_no_null_scope")]
    operations = [sql_file(__file__, "0018_lead_talk.sql")]
