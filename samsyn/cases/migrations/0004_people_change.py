from django.db import migrations, models

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_step_back"),
        ("agreements", "0001_initial"),
        ("people", "0003_managers"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        sql_file(__file__, "0004_people_change.sql"),
    ]
