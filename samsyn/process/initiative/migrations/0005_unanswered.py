from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiative", "0004_approval")]

    operations = [
        migrations.AlterField(
            model_name="reply",
            name="kind",
            field=models.CharField(
                choices=[
                    ("started", "Familjen vill ha en SIP"),
                    ("declined", "Familjen tackade nej"),
                    ("refused", "Vi startar ingen SIP nu"),
                    ("unanswered", "Vi fick inget svar"),
                ],
                max_length=10,
            ),
        ),
    ]
