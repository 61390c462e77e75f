from django.db import migrations


class Migration(migrations.Migration):
    """The question about safety is asked by more than the first worry: its table goes to that step."""

    dependencies = [("initiative", "0002_more_beginnings")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Safety")]),
    ]
