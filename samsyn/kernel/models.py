from django.db import models


class Once(models.Model):
    """A form that has been answered: the same form sent again gets the same answer (`once.py`)."""

    key = models.CharField(max_length=64, primary_key=True)
    person_id = models.BigIntegerField()
    location = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
