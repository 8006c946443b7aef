"""All tables of the stage at once: what the migrations it replaces made step by step, for a new installation."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from lokmin.cycle.centre.wholetables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("reporting", "0001_initial"),
        ("reporting", "0002_reports_and_second_source"),
        ("reporting", "0003_reports_events"),
    ]

    initial = True

    dependencies = [
        ("centre", "0001_whole"),
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stamp", models.PositiveBigIntegerField(default=0)),
                (
                    "puskesmas",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="ukuran, bita")),
                ("at", models.DateTimeField(verbose_name="diunggah")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("diterima", "berkas diterima"),
                            ("dibaca", "sedang dibaca"),
                            ("siap", "siap diperiksa"),
                            ("masuk", "angka masuk"),
                            ("dibatalkan", "dibatalkan"),
                            ("dibuang", "dibuang"),
                            ("gagal", "tidak dapat dibaca"),
                        ],
                        default="diterima",
                        max_length=12,
                    ),
                ),
                ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="kemajuan, persen")),
                ("worker", models.CharField(blank=True, max_length=40, verbose_name="proses pembaca")),
                ("heartbeat", models.DateTimeField(blank=True, null=True)),
                ("error", models.TextField(blank=True, verbose_name="sebab gagal")),
                ("understood", models.BinaryField(null=True)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("summary", models.JSONField(blank=True, default=dict)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="upload_accepted_pair",
                    ),
                    models.CheckConstraint(condition=models.Q(("progress__lte", 100)), name="upload_progress_0_100"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnMapping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signature", models.CharField(max_length=300, verbose_name="judul kolom")),
                ("element", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "signature"), name="mapping_once")],
            },
        ),
        migrations.CreateModel(
            name="Definition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("valid_from", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=8)),
                ("body", models.JSONField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "code", "valid_from", "kind"), name="definition_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("text", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "period"), name="period_note_once")],
            },
        ),
        migrations.CreateModel(
            name="PlaceSpelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.place"),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "text"), name="spelling_once")],
            },
        ),
        migrations.CreateModel(
            name="SasaranChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("element", models.CharField(blank=True, default="", max_length=60)),
                ("variant", models.CharField(max_length=12)),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "year", "element"), name="sasaran_choice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField(default=0)),
                ("basis_points", models.PositiveIntegerField()),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="dasar")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.place",
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", True)),
                        fields=("puskesmas", "indicator", "year", "month"),
                        name="target_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place__isnull", False)),
                        fields=("puskesmas", "indicator", "year", "month", "place"),
                        name="target_once_a_place",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__range", (0, 12))), name="target_month_0_12"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40)),
                ("kind", models.CharField(choices=[("lokal", "lokal"), ("ubah", "ubah")], max_length=6)),
                ("body", models.JSONField(default=dict)),
                ("active", models.BooleanField(default=True, verbose_name="dipakai")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penanggung jawab",
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "code"), name="report_kind_once")],
            },
        ),
        migrations.CreateModel(
            name="ReportSent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report", models.CharField(max_length=40)),
                ("period", models.CharField(max_length=13)),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="dikirim tanggal")),
                ("nothing", models.BooleanField(default=False, verbose_name="nihil")),
                ("how", models.CharField(blank=True, max_length=80, verbose_name="lewat")),
                ("recipient", models.CharField(blank=True, max_length=120, verbose_name="kepada")),
                ("proof", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("file_name", models.CharField(blank=True, max_length=120, verbose_name="nama berkas")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["puskesmas", "period"], name="reporting_r_puskesm_5c17c5_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("puskesmas", "report", "period"),
                        name="report_sent_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="report_withdrawn_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_on__isnull", False),
                            django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("period"), 9),
                            _connector="OR",
                        ),
                        name="report_unsent_is_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("element", models.CharField(max_length=60)),
                ("variant", models.CharField(blank=True, default="", max_length=12)),
                ("micro", models.BigIntegerField(verbose_name="nilai, per sejuta")),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("cell", models.CharField(blank=True, max_length=12)),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.place"),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.fact",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="reporting.upload",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["puskesmas", "period", "element"], name="reporting_f_puskesm_ae69db_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("puskesmas", "place", "period", "element", "variant"),
                        name="fact_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("micro__gte", -1000000000000000), ("micro__lte", 1000000000000000)),
                        name="fact_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60, verbose_name="sumber")),
                ("period", models.CharField(max_length=7)),
                ("element", models.CharField(max_length=60)),
                ("micro", models.BigIntegerField(verbose_name="nilai, per sejuta")),
                ("cell", models.CharField(blank=True, max_length=120, verbose_name="sel")),
                ("at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.place"),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_figures",
                        to="reporting.upload",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["puskesmas", "period", "element"], name="reporting_s_puskesm_e9f166_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("puskesmas", "source", "place", "period", "element"),
                        name="source_figure_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("micro__range", (-1000000000000000, 1000000000000000))),
                        name="source_figure_in_range",
                    ),
                ],
            },
        ),
    ])]  # fmt: skip
