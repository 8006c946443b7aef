"""All tables of the stage at once: what the migrations it replaces made step by step, for a new installation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lokmin.cycle.centre.wholetables import CreateTables


class Migration(migrations.Migration):
    replaces = [("followup", "0001_initial"), ("followup", "0002_commitments"), ("followup", "0003_until_it_helped")]

    initial = True

    dependencies = [
        ("centre", "0001_whole"),
        ("monitoring", "0001_whole"),
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("problem", models.TextField(verbose_name="masalah")),
                ("cause", models.TextField(blank=True, verbose_name="penyebab")),
                ("activity", models.TextField(verbose_name="kegiatan")),
                ("target_group", models.CharField(blank=True, max_length=200, verbose_name="sasaran")),
                ("target", models.CharField(blank=True, max_length=200, verbose_name="target")),
                ("place_text", models.CharField(blank=True, max_length=200, verbose_name="tempat")),
                ("start", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("due", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("owner_text", models.CharField(blank=True, max_length=120, verbose_name="penanggung jawab lain")),
                ("partners", models.CharField(blank=True, max_length=200, verbose_name="pelaksana dan mitra")),
                ("cost", models.BigIntegerField(blank=True, null=True, verbose_name="biaya, rupiah")),
                ("fund", models.CharField(blank=True, max_length=80, verbose_name="sumber dana")),
                ("success", models.CharField(blank=True, max_length=200, verbose_name="indikator keberhasilan")),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("expected_micro", models.BigIntegerField(blank=True, null=True, verbose_name="perubahan diharapkan")),
                (
                    "expected_bp",
                    models.IntegerField(blank=True, null=True, verbose_name="perubahan diharapkan, poin persen"),
                ),
                ("expected", models.CharField(blank=True, max_length=200, verbose_name="perubahan yang diharapkan")),
                ("result", models.TextField(blank=True, verbose_name="hasil")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("belum mulai", "belum mulai"),
                            ("berjalan", "berjalan"),
                            ("selesai", "selesai"),
                            ("dialihkan", "dialihkan"),
                            ("dibatalkan", "dibatalkan"),
                        ],
                        default="belum mulai",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("proof", models.TextField(blank=True, verbose_name="bukti")),
                ("evaluation", models.TextField(blank=True, verbose_name="evaluasi")),
                ("missing_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan tidak lengkap")),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klaster")),
                ("programme", models.CharField(blank=True, max_length=40, verbose_name="program")),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                ("made_on", models.DateField(verbose_name="dibuat tanggal")),
                ("made_at", models.DateTimeField()),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="selesai tanggal")),
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
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
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
                (
                    "register",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.problem",
                        verbose_name="masalah di daftar",
                    ),
                ),
                (
                    "repeat",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "sekali"),
                            ("mingguan", "tiap minggu"),
                            ("bulanan", "tiap bulan"),
                            ("triwulan", "tiap tiga bulan"),
                        ],
                        max_length=10,
                        verbose_name="berulang",
                    ),
                ),
                ("repeat_until", models.DateField(blank=True, null=True, verbose_name="berulang sampai")),
                (
                    "root",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.cause",
                        verbose_name="akar masalah",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "number"],
                "indexes": [
                    models.Index(fields=["puskesmas", "status", "due"], name="followup_ac_puskesm_5ed42c_idx"),
                    models.Index(
                        fields=["puskesmas", "origin_kind", "origin_id"], name="followup_ac_puskesm_0eb428_idx"
                    ),
                    models.Index(fields=["puskesmas", "indicator"], name="followup_ac_puskesm_47e27c_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "year", "number"), name="action_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("due__isnull", True),
                            ("due__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="action_due_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["dialihkan", "dibatalkan"]), _negated=True),
                            models.Q(("status_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_stopped_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_on__isnull", False), ("status", "selesai")),
                            models.Q(models.Q(("status", "selesai"), _negated=True), ("finished_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="action_finished_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="action_cost_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("klaster__isnull", True), ("klaster__range", (1, 5)), _connector="OR"),
                        name="action_klaster_1_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_micro__isnull", True),
                            ("expected_micro__range", (-1000000000000000, 1000000000000000)),
                            _connector="OR",
                        ),
                        name="action_expected_in_range",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveIntegerField(verbose_name="nomor")),
                ("problem", models.TextField(verbose_name="masalah prioritas")),
                ("support", models.CharField(max_length=200, verbose_name="bentuk dukungan")),
                ("activity", models.TextField(verbose_name="kegiatan")),
                ("target_group", models.CharField(blank=True, max_length=200, verbose_name="sasaran dan lokasi")),
                ("start", models.DateField(blank=True, null=True, verbose_name="mulai")),
                ("due", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("resources", models.CharField(blank=True, max_length=200, verbose_name="sumber daya")),
                ("owner_text", models.CharField(blank=True, max_length=120, verbose_name="penanggung jawab")),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("result", models.TextField(blank=True, verbose_name="hasil")),
                ("proof", models.TextField(blank=True, verbose_name="bukti")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("belum mulai", "belum mulai"),
                            ("berjalan", "berjalan"),
                            ("selesai", "selesai"),
                            ("dialihkan", "dialihkan"),
                            ("dibatalkan", "dibatalkan"),
                        ],
                        default="belum mulai",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("status_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan")),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                ("made_on", models.DateField(verbose_name="dibuat tanggal")),
                ("made_at", models.DateTimeField()),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="selesai tanggal")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="centre.partner",
                        verbose_name="mitra",
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
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
                    models.Index(
                        fields=["puskesmas", "origin_kind", "origin_id"], name="followup_co_puskesm_d119fe_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "year", "number"), name="commitment_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("due__isnull", True),
                            ("due__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="commitment_due_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["dialihkan", "dibatalkan"]), _negated=True),
                            models.Q(("status_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="commitment_stopped_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_on__isnull", False), ("status", "selesai")),
                            models.Q(models.Q(("status", "selesai"), _negated=True), ("finished_on__isnull", True)),
                            _connector="OR",
                        ),
                        name="commitment_finished_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
                ("changes", models.JSONField(blank=True, default=dict)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="followup.action"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("period", models.CharField(blank=True, max_length=7)),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CommitmentEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True, verbose_name="catatan")),
                ("changes", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="followup.commitment"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="bagian kerja")),
                ("owner_text", models.CharField(blank=True, max_length=120, verbose_name="penanggung jawab lain")),
                ("due", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="selesai tanggal")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="followup.action"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionOwner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("pj", "penanggung jawab"), ("pelaksana", "pelaksana"), ("mitra", "mitra")],
                        default="pj",
                        max_length=10,
                        verbose_name="sebagai",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nama")),
                ("part", models.CharField(blank=True, max_length=200, verbose_name="bagiannya")),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="more_owners", to="followup.action"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="centre.partner",
                    ),
                ),
                (
                    "person",
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
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("partner__isnull", False),
                            models.Q(("name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="action_owner_is_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False), ("removed_at__isnull", True)),
                        fields=("action", "person"),
                        name="action_owner_person_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partner__isnull", False), ("removed_at__isnull", True)),
                        fields=("action", "partner"),
                        name="action_owner_partner_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due", models.DateField(verbose_name="giliran")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="dikerjakan tanggal")),
                (
                    "skipped_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="alasan tidak dikerjakan"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="turns", to="followup.action"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["due"],
                "constraints": [
                    models.UniqueConstraint(fields=("action", "due"), name="action_turn_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", False), models.Q(("skipped_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="action_turn_done_or_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("lokmin", "lokmin berikutnya"),
                            ("linsek", "lokmin lintas sektor"),
                            ("dinkes", "Dinas Kesehatan"),
                        ],
                        max_length=8,
                        verbose_name="kepada",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                ("wanted", models.CharField(blank=True, max_length=300, verbose_name="yang diminta")),
                ("at", models.DateTimeField()),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="jawaban")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="followup.action"
                    ),
                ),
                (
                    "answered_by",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("action", "to"),
                        name="escalation_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True)),
                            models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="escalation_answered_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pdsa",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("number", models.PositiveSmallIntegerField(verbose_name="putaran")),
                ("aim", models.CharField(max_length=300, verbose_name="tujuan")),
                ("plan", models.TextField(verbose_name="rencana")),
                ("done", models.TextField(blank=True, verbose_name="pelaksanaan")),
                ("study", models.TextField(blank=True, verbose_name="yang dipelajari")),
                ("act", models.TextField(blank=True, verbose_name="tindakan berikutnya")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("lanjut", "lanjutkan"), ("ubah", "ubah"), ("henti", "hentikan")],
                        max_length=8,
                        verbose_name="keputusan",
                    ),
                ),
                ("start", models.CharField(max_length=7, verbose_name="mulai bulan")),
                ("end", models.CharField(blank=True, max_length=7, verbose_name="sampai bulan")),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="followup.action",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "problem",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitoring.problem",
                        verbose_name="masalah",
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
                "ordering": ["start", "number", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end", ""), ("end__gte", models.F("start")), _connector="OR"),
                        name="pdsa_end_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("problem__isnull", False),
                            ("action__isnull", False),
                            models.Q(("indicator", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="pdsa_about_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period", models.CharField(max_length=7, verbose_name="angka sampai")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("berhasil", "berhasil"),
                            ("belum", "belum"),
                            ("belum bisa dinilai", "belum bisa dinilai"),
                        ],
                        max_length=20,
                        verbose_name="dampak",
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=20)),
                ("before", models.PositiveSmallIntegerField(verbose_name="bulan sebelum")),
                ("after", models.PositiveSmallIntegerField(verbose_name="bulan sesudah")),
                ("others", models.PositiveSmallIntegerField(verbose_name="desa pembanding")),
                ("effect_bp", models.IntegerField(blank=True, null=True)),
                ("low_bp", models.IntegerField(blank=True, null=True)),
                ("high_bp", models.IntegerField(blank=True, null=True)),
                ("chance_ppm", models.PositiveIntegerField(blank=True, null=True)),
                ("sentence", models.TextField()),
                ("body", models.JSONField(default=dict)),
                ("origin_kind", models.CharField(blank=True, max_length=20)),
                ("origin_id", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="followup.action"
                    ),
                ),
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
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["action", "period"], name="followup_ve_action__2b7ada_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "belum bisa dinilai"),
                            models.Q(("before__gte", 3), ("after__gte", 3)),
                            _connector="OR",
                        ),
                        name="verdict_needs_three_points",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "belum bisa dinilai"),
                            models.Q(("chance_ppm__isnull", False), ("effect_bp__isnull", False)),
                            _connector="OR",
                        ),
                        name="verdict_judged_has_effect",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("foto", "foto"), ("berkas", "berkas")], max_length=8)),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("name", models.CharField(max_length=120, verbose_name="nama berkas")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="ukuran, bita")),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("removed_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan dihapus")),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="followup.action"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="followup.actionevent",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("action", "sha256"),
                        name="action_proof_once",
                    )
                ],
            },
        ),
    ])]  # fmt: skip
