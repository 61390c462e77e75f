"""Swedish order without ICU: the same in every installation, and an index can serve it."""

from django.db.models import Func


class Swedish(Func):
    """`order_by(Swedish("name"))`: å, ä, ö last, é with e."""

    function = "swedish"
    template = '%(function)s(%(expressions)s) COLLATE "C"'


# The targets of å ä ö are the three characters after z in ASCII.
SQL = """
create function swedish(text) returns text language sql immutable parallel safe as $$
  select translate(lower($1), 'åäöéèêëüúùûáàâïíìîñçøæ-''', '{|}eeeeyuuuaaaiiiinc}|')
$$;
grant execute on function swedish(text) to samsyn_app, samsyn_reader, samsyn_jobs;
"""
