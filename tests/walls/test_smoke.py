from django.db import connection


def test_the_default_connection_is_the_webs_role(become, cast):
    by = become("coordinator")
    with connection.cursor() as c:
        c.execute("select current_user, session_user")
        assert c.fetchone() == ("samsyn_app", "samsyn_app")
    assert by.person.name == cast["coordinator"].name


def test_fresh(acting, at, owner):
    with acting("mother") as by:
        assert by.assignment is None
