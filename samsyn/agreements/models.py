"""Public facts: no wall around them. The owner loads files; changes with a date come by definer functions.

Versions and laws are added, never changed.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.kernel.ref import RefField
from samsyn.people.models import Assignment, Organisation


class Profile(models.Model):
    """A place with rules of its own, such as a county; `nationell` where there are none.

    With `ground` and `organisation`: one organisation's own, stricter additions to a shared agreement.
    """

    code = models.CharField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=200)
    ground = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="additions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    # Which of those who share the agreement may change it; the operator names it.
    keeper = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("ground", "organisation"), name="one_addition_each"),
            models.CheckConstraint(
                condition=models.Q(ground__isnull=True, organisation__isnull=True)
                | models.Q(ground__isnull=False, organisation__isnull=False, keeper__isnull=True),
                name="an_addition_is_an_organisations_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Versions(models.QuerySet["Version"]):
    def on(self, day: object) -> "Versions":
        """Those that have begun and not ended that day, the one in force first."""
        open_ended = models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day)
        return self.filter(open_ended, valid_from__lte=day).order_by("-valid_from", "-number")


class Version(models.Model):
    """The agreement as it stood from a day on; every round keeps the version it was begun under."""

    profile = models.ForeignKey(Profile, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    values = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    # False: made from a loaded version and the changes that stand on its first day.
    loaded = models.BooleanField(default=True, db_default=True)

    objects = Versions.as_manager()

    class Meta:
        ordering = ("profile", "number")
        constraints = [
            models.UniqueConstraint(fields=("profile", "number"), name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="a_version_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.number}"


class Change(models.Model):
    """One value changed from a day on, by whom and on which ground. Written by functions of the database."""

    ref = RefField()
    profile = models.ForeignKey(Profile, models.PROTECT, related_name="changes")
    key = models.CharField(max_length=60)
    entry = models.JSONField()  # the value in the form a version holds
    valid_from = models.DateField()
    written_at = models.DateTimeField()
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)  # taken back before its day

    class Meta:
        ordering = ("valid_from", "pk")

    def __str__(self) -> str:
        return f"{self.profile}: {self.key}, {self.valid_from}"


class Law(models.Model):
    """A provision with the days it is in force. A changed law file is a new edition; old ones stay."""

    edition = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = models.JSONField()
    paragraph = models.CharField(max_length=80)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    sentence = models.JSONField()
    source = models.TextField()
    verified = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("edition", "code", "valid_from")

    def __str__(self) -> str:
        return f"{self.code} {self.paragraph}"
