"""All tables of the stage at once: what the migrations it replaces made step by step, for a new installation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lokmin.cycle.centre.wholetables import CreateTables


class Migration(migrations.Migration):
    replaces = [("monitoring", "0001_initial"), ("monitoring", "0002_problems")]

    initial = True

    dependencies = [
        ("centre", "0001_whole"),
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("taken_at", models.DateTimeField()),
                ("sha256", models.CharField(max_length=64)),
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
                "ordering": ["-taken_at"],
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("kind", models.CharField(choices=[("angka", "angka"), ("usulan", "usulan")], max_length=8)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("angka", "angka cakupan"),
                            ("masukan", "kotak masukan"),
                            ("masyarakat", "masyarakat (SMD, MMD, keluhan)"),
                            ("linsek", "lintas sektor"),
                            ("dinkes", "Dinas Kesehatan"),
                            ("staf", "staf Puskesmas"),
                            ("pkp", "penilaian kinerja"),
                            ("mutu", "mutu dan audit"),
                        ],
                        max_length=12,
                        verbose_name="asal",
                    ),
                ),
                ("statement", models.TextField(verbose_name="rumusan masalah")),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="apa")),
                ("who", models.CharField(blank=True, max_length=200, verbose_name="siapa")),
                ("where", models.CharField(blank=True, max_length=200, verbose_name="di mana")),
                ("when", models.CharField(blank=True, max_length=200, verbose_name="kapan")),
                ("how_big", models.CharField(blank=True, max_length=200, verbose_name="seberapa besar")),
                ("category", models.CharField(blank=True, max_length=20, verbose_name="kategori")),
                ("evidence", models.TextField(blank=True, verbose_name="bukti")),
                ("key", models.CharField(blank=True, max_length=80)),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klaster")),
                ("programme", models.CharField(blank=True, max_length=40, verbose_name="program")),
                ("first_period", models.CharField(blank=True, max_length=7, verbose_name="bulan pertama")),
                ("last_period", models.CharField(blank=True, max_length=7, verbose_name="bulan terakhir")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("terbuka", "terbuka"),
                            ("teratasi", "teratasi"),
                            ("digabung", "digabung"),
                            ("gugur", "gugur"),
                        ],
                        default="terbuka",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="ditutup tanggal")),
                ("closed_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan ditutup")),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                ("raised_by", models.CharField(blank=True, max_length=120, verbose_name="diangkat oleh")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="monitoring.problem",
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
                (
                    "split_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="monitoring.problem",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.place",
                        verbose_name="desa",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "number"],
                "indexes": [
                    models.Index(fields=["puskesmas", "status"], name="monitoring__puskesm_428dcb_idx"),
                    models.Index(fields=["puskesmas", "indicator"], name="monitoring__puskesm_346c82_idx"),
                    models.Index(
                        fields=["puskesmas", "origin_kind", "origin_id"], name="monitoring__puskesm_f3202b_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "year", "number"), name="problem_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "terbuka"), models.Q(("key", ""), _negated=True)),
                        fields=("puskesmas", "key"),
                        name="problem_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("status", "digabung")),
                            models.Q(models.Q(("status", "digabung"), _negated=True), ("merged_into__isnull", True)),
                            _connector="OR",
                        ),
                        name="problem_merged_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("status", "terbuka")),
                            models.Q(models.Q(("status", "terbuka"), _negated=True), ("closed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="problem_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="problem_not_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SwotLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("programme", models.CharField(blank=True, max_length=40, verbose_name="program")),
                (
                    "cell",
                    models.CharField(
                        choices=[
                            ("S", "S"),
                            ("W", "W"),
                            ("O", "O"),
                            ("T", "T"),
                            ("SO", "SO"),
                            ("WO", "WO"),
                            ("ST", "ST"),
                            ("WT", "WT"),
                        ],
                        max_length=2,
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="isi")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Benchmark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40)),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("micro", models.BigIntegerField(verbose_name="nilai")),
                ("source", models.CharField(max_length=200, verbose_name="sumber")),
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
                    models.UniqueConstraint(fields=("puskesmas", "indicator", "year", "source"), name="benchmark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("micro__range", (0, 1000000000000000))), name="benchmark_in_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("element", models.CharField(blank=True, max_length=60)),
                ("flag", models.CharField(blank=True, max_length=40)),
                ("question", models.TextField(blank=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("stok", "stok kosong"),
                            ("tak_lapor", "tidak ada laporan"),
                            ("nol", "memang nol"),
                            ("ketik", "salah ketik"),
                            ("pindah", "sasaran pindah atau bertambah"),
                            ("luar", "pelayanan di luar wilayah"),
                            ("benar", "angkanya benar"),
                            ("diperbaiki", "sudah diperbaiki"),
                            ("dicek", "akan dicek"),
                            ("lain", "alasan lain"),
                        ],
                        max_length=12,
                        verbose_name="alasan",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="keterangan")),
                ("until", models.DateField(blank=True, null=True, verbose_name="dicek sampai")),
                ("micro", models.BigIntegerField(blank=True, null=True)),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["puskesmas", "period", "place"], name="monitoring__puskesm_64d3ac_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("puskesmas", "place", "period", "element", "flag"),
                        name="number_note_one_current",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="baris")),
                ("indicator", models.CharField(max_length=40)),
                ("body", models.JSONField()),
                (
                    "place",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.place"),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="monitoring.snapshot"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("snapshot", "number"), name="snapshot_row_once")],
            },
        ),
        migrations.CreateModel(
            name="Cause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(choices=[("sebab", "sebab"), ("akibat", "akibat")], default="sebab", max_length=6),
                ),
                ("text", models.CharField(max_length=300, verbose_name="sebab")),
                ("rib", models.CharField(blank=True, max_length=12, verbose_name="tulang")),
                ("determinant", models.CharField(blank=True, max_length=12, verbose_name="penentu cakupan")),
                ("root", models.BooleanField(default=False, verbose_name="akar masalah")),
                ("evidence", models.CharField(blank=True, max_length=300, verbose_name="bukti")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="monitoring.cause",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="causes", to="monitoring.problem"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("id")), _negated=True), name="cause_not_its_own"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProblemEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("status", models.CharField(max_length=10)),
                ("note", models.TextField(verbose_name="catatan")),
                ("changes", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="monitoring.problem"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProblemMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7)),
                ("statement", models.TextField()),
                ("status", models.CharField(max_length=12)),
                ("red_months", models.PositiveSmallIntegerField(default=0)),
                ("gap_people", models.IntegerField(blank=True, null=True)),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="months", to="monitoring.problem"
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["period"],
                "constraints": [models.UniqueConstraint(fields=("problem", "period"), name="problem_month_once")],
            },
        ),
        migrations.CreateModel(
            name="Risk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("unit", models.CharField(max_length=80, verbose_name="unit")),
                ("risk", models.CharField(max_length=300, verbose_name="risiko")),
                ("occurrence", models.PositiveSmallIntegerField(verbose_name="kemungkinan (O)")),
                ("severity", models.PositiveSmallIntegerField(verbose_name="dampak (S)")),
                ("cause", models.TextField(blank=True, verbose_name="penyebab")),
                ("effect", models.TextField(blank=True, verbose_name="akibat")),
                ("prevention", models.TextField(blank=True, verbose_name="pencegahan")),
                ("handling", models.TextField(blank=True, verbose_name="penanganan")),
                ("owner_text", models.CharField(blank=True, max_length=120, verbose_name="penanggung jawab lain")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="ditinjau tanggal")),
                (
                    "status",
                    models.CharField(
                        choices=[("terbuka", "terbuka"), ("ditutup", "ditutup")], default="terbuka", max_length=10
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
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
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="monitoring.problem",
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
                "ordering": ["year", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "year", "number"), name="risk_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("occurrence__range", (1, 5)), ("severity__range", (1, 5))),
                        name="risk_scores_1_5",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alternative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="alternatif pemecahan")),
                ("scores", models.JSONField(blank=True, default=dict)),
                ("formula", models.CharField(blank=True, max_length=40, verbose_name="rumus dan versinya")),
                ("chosen", models.BooleanField(default=False, verbose_name="terpilih")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="keterangan")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="monitoring.cause",
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alternatives",
                        to="monitoring.problem",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
    ])]  # fmt: skip
