from django.db import migrations

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_language"),
        ("cases", "0007_steer_first"),
    ]

    operations = [
        sql_file(__file__, "0003_own_answers.sql"),
    ]
