"""The walls from outside: what one gets who speaks to the database as the web's role, and not through us."""
