from django.db import migrations

# The one table the web may delete from: signing out ends the session for good.
GRANT = "grant select, insert, update, delete on django_session to samsyn_app"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sessions", "0001_initial")]
    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
