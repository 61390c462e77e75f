import django.db.models.deletion
import samsyn.kernel.ref
from samsyn.cases.migration import CaseTable
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_more_kinds"),
        ("consent", "0004_whose_yes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ref",
                    samsyn.kernel.ref.RefField(
                        default=samsyn.kernel.ref.new_ref, editable=False, max_length=16, unique=True
                    ),
                ),
                ("text", models.TextField()),
                ("language", models.CharField(default="sv", max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("as_wished", "Ja, så gör vi"),
                            ("talk", "Vi pratar om det först"),
                            ("not_now", "Nej, inte den här gången"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "conveyed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.place",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.place"
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.scope"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        CaseTable("consent_wish", update=["answer", "words", "answered_by_id", "answered_at"]),
    ]
