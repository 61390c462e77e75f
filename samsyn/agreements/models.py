"""Public facts: no wall around them, and nobody but the owner writes. Rows are added, never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """A place with rules of its own, such as a county; `nationell` where there are none."""

    code = models.CharField(_("kod"), max_length=40, unique=True)
    name = models.CharField(_("namn"), max_length=200)

    class Meta:
        ordering = ("name",)

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
