from django.db import migrations, models

from samsyn.kernel.migration import sql_file


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_lead_talk")]
    operations = [
        migrations.AddField(
            "protection", "stage", models.CharField(blank=True, db_default="", max_length=20)
        ),
        migrations.AddField("protection", "plan_in_force", models.BooleanField(null=True)),
        sql_file(__file__, "0019_kept_from.sql"),
    ]
