from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_wishes"), ("gateways", "0001_initial")]

    operations = [sql_file(__file__, "0006_asked_again.sql")]
