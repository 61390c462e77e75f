"""What a register in the same house says. Nobody but its keeper (the owner of the tables) writes it."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models

from samsyn.gateways.custody import Said


class CustodyRecord(models.Model):
    """Whether one person has custody of another, as the register says; asked through `custody_record()`."""

    child_id = models.BigIntegerField()
    guardian_id = models.BigIntegerField()
    said = models.CharField(max_length=20, choices=Said)
    valid = DateTimeRangeField()

    class Meta:
        indexes = [models.Index(fields=["child_id", "guardian_id"])]
