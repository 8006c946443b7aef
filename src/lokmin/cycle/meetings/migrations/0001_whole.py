"""All tables of the stage at once: what the migrations it replaces made step by step, for a new installation."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lokmin.cycle.centre.wholetables import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_the_room"),
        ("meetings", "0003_schedule_cancelled"),
        ("meetings", "0004_sectors_offers"),
        ("meetings", "0005_sectors_statement"),
        ("meetings", "0006_schedule_once"),
        ("meetings", "0007_minutes_as_written"),
        ("meetings", "0008_hand_tick"),
    ]

    initial = True

    dependencies = [
        ("centre", "0001_whole"),
        ("followup", "0001_whole"),
        ("monitoring", "0001_whole"),
    ]

    operations = [CreateTables([
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bulanan_pertama", "bulanan pertama"),
                            ("bulanan_rutin", "bulanan rutin"),
                            ("tribulanan_pertama", "tribulanan pertama"),
                            ("tribulanan_rutin", "tribulanan rutin"),
                            ("pra_lokmin_klaster", "pra-lokmin klaster"),
                            ("rtm", "rapat tinjauan manajemen"),
                            ("rapat_lain", "rapat lain"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ke-")),
                ("period", models.CharField(max_length=7, verbose_name="bulan yang dibahas")),
                ("date", models.DateField(verbose_name="tanggal")),
                ("start", models.TimeField(verbose_name="mulai")),
                ("end", models.TimeField(blank=True, null=True, verbose_name="selesai")),
                ("zone", models.CharField(default="WIB", max_length=4, verbose_name="zona waktu")),
                ("place", models.CharField(max_length=120, verbose_name="tempat")),
                ("planned_minutes", models.PositiveSmallIntegerField(default=120, verbose_name="lama, menit")),
                ("legal_base", models.JSONField(blank=True, default=list, verbose_name="dasar hukum")),
                ("purposes", models.JSONField(blank=True, default=list, verbose_name="tujuan")),
                ("recipients", models.JSONField(blank=True, default=list, verbose_name="yang diundang (Yth.)")),
                ("remarks", models.JSONField(blank=True, default=list, verbose_name="catatan undangan")),
                ("copies", models.JSONField(blank=True, default=list, verbose_name="tembusan")),
                ("conclusion", models.TextField(blank=True, verbose_name="kesimpulan")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draf", "draf"),
                            ("diundang", "diundang"),
                            ("berlangsung", "berlangsung"),
                            ("ditutup", "ditutup"),
                            ("dibatalkan", "dibatalkan"),
                        ],
                        default="draf",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("close_reason", models.CharField(blank=True, max_length=300, verbose_name="alasan tanpa RTL")),
                ("signed_rtl", models.JSONField(blank=True, default=list)),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pemimpin",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notulis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opener",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pembuka",
                    ),
                ),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
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
                ("calendar_sequence", models.PositiveIntegerField(default=0)),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klaster")),
                ("months", models.PositiveSmallIntegerField(default=1, verbose_name="lama yang dibahas, bulan")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan batal")),
            ],
            options={
                "ordering": ["-date", "-start", "-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "kind", "year", "number"), name="meeting_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at__isnull", True), ("opened_by__isnull", True)),
                            models.Q(("opened_at__isnull", False), ("opened_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_opened_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "ditutup")),
                            models.Q(models.Q(("state", "ditutup"), _negated=True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="meeting_closed_says_so",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["berlangsung", "ditutup"]), _negated=True),
                            ("opened_at__isnull", False),
                            _connector="OR",
                        ),
                        name="meeting_running_was_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="meeting_ends_after_start",
                    ),
                    models.CheckConstraint(condition=models.Q(("months__range", (1, 12))), name="meeting_months_1_12"),
                    models.CheckConstraint(
                        condition=models.Q(("klaster__isnull", True), ("klaster__range", (1, 5)), _connector="OR"),
                        name="meeting_klaster_1_5",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dibatalkan"), _negated=True),
                            models.Q(("opened_at__isnull", True), models.Q(("cancel_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="meeting_cancelled_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=40, verbose_name="formulir")),
                ("name", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("active", models.BooleanField(default=True)),
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
                "ordering": ["form", "-at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("active", True)), fields=("puskesmas", "form"), name="template_one_active"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="tanggal")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("closed", models.BooleanField(default=True, verbose_name="libur")),
                (
                    "puskesmas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.puskesmas"
                    ),
                ),
            ],
            options={
                "ordering": ["day"],
                "constraints": [models.UniqueConstraint(fields=("puskesmas", "day"), name="closed_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Focus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="fokus")),
                ("since", models.DateField(verbose_name="sejak")),
                ("until", models.DateField(verbose_name="sampai")),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("detail", models.TextField(blank=True, verbose_name="keterangan")),
                ("minutes", models.PositiveSmallIntegerField(default=10, verbose_name="menit")),
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
                        verbose_name="PJ",
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
                "ordering": ["since", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="focus_until_after_since"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KindOverride",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bulanan_pertama", "bulanan pertama"),
                            ("bulanan_rutin", "bulanan rutin"),
                            ("tribulanan_pertama", "tribulanan pertama"),
                            ("tribulanan_rutin", "tribulanan rutin"),
                            ("pra_lokmin_klaster", "pra-lokmin klaster"),
                            ("rtm", "rapat tinjauan manajemen"),
                            ("rapat_lain", "rapat lain"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("valid_from", models.PositiveSmallIntegerField(verbose_name="berlaku sejak")),
                ("body", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=200, verbose_name="alasan")),
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
                "ordering": ["kind", "valid_from"],
                "constraints": [
                    models.UniqueConstraint(fields=("puskesmas", "kind", "valid_from"), name="kind_override_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="kind_override_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "register",
                    models.CharField(
                        choices=[
                            ("surat keluar", "surat keluar"),
                            ("notulen", "notulen"),
                            ("surat tugas", "surat tugas"),
                            ("SK", "SK"),
                        ],
                        max_length=20,
                        verbose_name="buku",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                ("number", models.PositiveIntegerField(verbose_name="nomor urut")),
                ("text", models.CharField(max_length=80, verbose_name="nomor surat")),
                ("purpose", models.CharField(max_length=200, verbose_name="untuk")),
                ("paper", models.CharField(blank=True, max_length=20)),
                ("day", models.DateField(verbose_name="tanggal surat")),
                ("at", models.DateTimeField()),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="alasan batal")),
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["register", "year", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("puskesmas", "register", "year", "number"), name="letter_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("meeting__isnull", False), ("void_reason", ""), models.Q(("paper", ""), _negated=True)
                        ),
                        fields=("meeting", "paper"),
                        name="letter_paper_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="letter_number_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nama tamu")),
                ("institution", models.CharField(blank=True, max_length=120, verbose_name="instansi")),
                ("job", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                (
                    "sex",
                    models.CharField(blank=True, choices=[("L", "L"), ("P", "P")], max_length=1, verbose_name="L/P"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="nomor HP")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hadir", "hadir"),
                            ("izin", "izin"),
                            ("sakit", "sakit"),
                            ("dinas luar", "dinas luar"),
                            ("tanpa keterangan", "tanpa keterangan"),
                            ("diwakili", "diwakili"),
                            ("", "belum dicatat"),
                        ],
                        default="",
                        max_length=16,
                        verbose_name="kehadiran",
                    ),
                ),
                ("represented_by", models.CharField(blank=True, max_length=120, verbose_name="diwakili oleh")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="waktu")),
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
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="meetings.meeting"
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
                        verbose_name="mitra",
                    ),
                ),
                ("profession", models.CharField(blank=True, max_length=60, verbose_name="profesi")),
                ("unit", models.CharField(blank=True, max_length=60, verbose_name="unit")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("meeting", "person"),
                        name="attendance_person_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), ("person__isnull", False)),
                            models.Q(("person__isnull", True), models.Q(("name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="attendance_person_or_guest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField(verbose_name="urutan")),
                ("title", models.CharField(max_length=160, verbose_name="acara")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="menit")),
                ("presenter_text", models.CharField(blank=True, max_length=120, verbose_name="penyaji")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pembukaan", "pembukaan"),
                            ("evaluasi_rtl", "tindak lanjut"),
                            ("klaster", "paparan klaster"),
                            ("ukp", "upaya kesehatan perseorangan"),
                            ("ukm", "upaya kesehatan masyarakat"),
                            ("masalah", "masalah"),
                            ("prioritas", "prioritas masalah"),
                            ("rencana", "rencana dan kesepakatan"),
                            ("materi", "materi"),
                            ("pengetahuan", "peningkatan pengetahuan"),
                            ("dinamika", "dinamika kelompok"),
                            ("arahan", "arahan dan sambutan"),
                            ("masukan", "masukan dan umpan balik"),
                            ("fokus", "fokus utama"),
                            ("lintas_sektor", "peran lintas sektor"),
                            ("komitmen", "komitmen bersama"),
                            ("penutup", "penutup"),
                            ("lain", "lain"),
                        ],
                        default="lain",
                        max_length=16,
                    ),
                ),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("detail", models.TextField(blank=True, verbose_name="yang dibahas")),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agenda", to="meetings.meeting"
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="carried_to",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "focus",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.focus",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (1, 600))), name="agenda_minutes_1_600"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(("ended_at__gte", models.F("started_at")), ("started_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="agenda_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("reason", models.CharField(max_length=300, verbose_name="alasan")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="reopening_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomingLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sender", models.CharField(max_length=120, verbose_name="dari")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="nomor")),
                ("date", models.DateField(verbose_name="tanggal surat")),
                ("subject", models.CharField(max_length=200, verbose_name="hal")),
                ("effect", models.TextField(blank=True, verbose_name="akibat bagi rencana")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="meetings.meeting",
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
                "ordering": ["date", "id"],
            },
        ),
        migrations.CreateModel(
            name="InputNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="masukan")),
                ("day", models.DateField(verbose_name="tanggal")),
                ("anonymous", models.BooleanField(verbose_name="tanpa nama")),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nama")),
                ("institution", models.CharField(blank=True, max_length=120, verbose_name="instansi")),
                (
                    "state",
                    models.CharField(
                        choices=[("baru", "baru"), ("dibahas", "dibahas"), ("dijawab", "dijawab")],
                        default="baru",
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="tanggapan")),
                ("token", models.CharField(max_length=43, unique=True)),
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
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="meetings.meeting",
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
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("anonymous", False),
                            models.Q(("by__isnull", True), ("institution", ""), ("name", "")),
                            _connector="OR",
                        ),
                        name="input_anonymous_is_anonymous",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Musrenbang",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="untuk tahun")),
                (
                    "level",
                    models.CharField(
                        choices=[("desa", "Musrenbang desa"), ("kecamatan", "Musrenbang kecamatan")],
                        default="kecamatan",
                        max_length=10,
                        verbose_name="tingkat",
                    ),
                ),
                ("problem", models.TextField(verbose_name="masalah")),
                ("proposal", models.TextField(verbose_name="usulan kegiatan")),
                ("volume", models.CharField(blank=True, max_length=80, verbose_name="volume")),
                ("cost", models.BigIntegerField(blank=True, null=True, verbose_name="perkiraan biaya, rupiah")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("usulan", "usulan"),
                            ("disepakati", "disepakati"),
                            ("diterima", "diterima Musrenbang"),
                            ("ditolak", "tidak diterima"),
                        ],
                        default="usulan",
                        max_length=10,
                    ),
                ),
                ("state_reason", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="musrenbang",
                        to="meetings.meeting",
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
                "ordering": ["year", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="musrenbang_cost_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PressRelease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="judul")),
                ("text", models.TextField(verbose_name="naskah")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="press", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "number"), name="press_once")],
            },
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8, unique=True)),
                ("code_made_at", models.DateTimeField()),
                ("code_expires_at", models.DateTimeField()),
                ("wifi_name", models.CharField(blank=True, max_length=64, verbose_name="nama Wi-Fi")),
                ("wifi_password", models.CharField(blank=True, max_length=64, verbose_name="kata sandi Wi-Fi")),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="alamat")),
                ("guests", models.BooleanField(default=True, verbose_name="tamu boleh masuk sendiri")),
                ("screen", models.CharField(blank=True, max_length=40)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="room", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code_expires_at__gt", models.F("code_made_at"))),
                        name="room_code_expires_later",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoomEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=16)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["meeting", "id"], name="meetings_ro_meeting_015c47_idx")],
            },
        ),
        migrations.CreateModel(
            name="ScheduleEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="tahun")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bulanan_pertama", "bulanan pertama"),
                            ("bulanan_rutin", "bulanan rutin"),
                            ("tribulanan_pertama", "tribulanan pertama"),
                            ("tribulanan_rutin", "tribulanan rutin"),
                            ("pra_lokmin_klaster", "pra-lokmin klaster"),
                            ("rtm", "rapat tinjauan manajemen"),
                            ("rapat_lain", "rapat lain"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                ("klaster", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("month", models.PositiveSmallIntegerField(verbose_name="bulan")),
                ("planned", models.DateField(verbose_name="tanggal rencana")),
                ("first_planned", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("rencana", "rencana"), ("dipindah", "dipindah"), ("dibatalkan", "dibatalkan")],
                        default="rencana",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="meetings.meeting",
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
                "ordering": ["planned", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "rencana"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="schedule_change_has_reason",
                    ),
                    models.CheckConstraint(condition=models.Q(("month__range", (1, 12))), name="schedule_month_1_12"),
                    models.UniqueConstraint(
                        condition=models.Q(("klaster__isnull", True)),
                        fields=("puskesmas", "year", "kind", "month"),
                        name="schedule_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("klaster__isnull", False)),
                        fields=("puskesmas", "year", "kind", "month", "klaster"),
                        name="schedule_klaster_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clauses", models.JSONField(default=list)),
                ("text_sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statement", to="meetings.meeting"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40)),
                ("speaker", models.CharField(blank=True, max_length=120, verbose_name="pembicara")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="meetings.meeting"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("catatan", "catatan"),
                            ("tanya", "pertanyaan"),
                            ("jawab", "jawaban"),
                            ("usul", "usulan"),
                            ("arahan", "arahan"),
                        ],
                        default="catatan",
                        max_length=8,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "reply_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="meetings.note",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "token"), name="note_token_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("addressee", models.CharField(max_length=200, verbose_name="Yth.")),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="di")),
                ("token", models.CharField(max_length=43, unique=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="dikirim")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "belum menjawab"),
                            ("hadir", "akan hadir"),
                            ("diwakili", "diwakili"),
                            ("izin", "izin"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="jawaban",
                    ),
                ),
                ("delegate_name", models.CharField(blank=True, max_length=120, verbose_name="nama wakil")),
                ("delegate_job", models.CharField(blank=True, max_length=120, verbose_name="jabatan wakil")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitation",
                        to="meetings.attendance",
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="meetings.meeting"
                    ),
                ),
                (
                    "number",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.letternumber",
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
                    "sent_by",
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
                            models.Q(("answer", "diwakili"), _negated=True),
                            ("delegate__isnull", False),
                            models.Q(("delegate_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_delegate_named",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Knowledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=160, verbose_name="topik")),
                ("speaker", models.CharField(blank=True, max_length=120, verbose_name="narasumber")),
                ("material", models.TextField(blank=True, verbose_name="materi")),
                ("file_name", models.CharField(blank=True, max_length=120)),
                ("file_sha256", models.CharField(blank=True, max_length=64)),
                ("jpl_tenths", models.PositiveSmallIntegerField(default=0, verbose_name="JPL")),
                (
                    "phase",
                    models.CharField(blank=True, choices=[("", "-"), ("pre", "pre"), ("post", "post")], max_length=4),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="knowledge", to="meetings.agendaitem"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_digest", models.CharField(max_length=64, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("menunggu", "menunggu"), ("masuk", "masuk"), ("keluar", "keluar")], max_length=8
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("pin", "pin"), ("tamu", "tamu"), ("disetujui", "disetujui"), ("akun", "akun")],
                        max_length=10,
                        verbose_name="cara masuk",
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="meetings.attendance",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="participants", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caption", models.CharField(max_length=200, verbose_name="keterangan")),
                ("name", models.CharField(max_length=120, verbose_name="nama berkas")),
                ("sha256", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="photos",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="meetings.meeting"
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "sha256"), name="photo_once")],
            },
        ),
        migrations.CreateModel(
            name="PinGuard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pin_guard", to="meetings.attendance"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("job", models.CharField(blank=True, max_length=120, verbose_name="jabatan")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pin", "PIN"),
                            ("gambar", "gambar"),
                            ("setuju", "persetujuan di telepon"),
                            ("kertas", "kertas"),
                        ],
                        max_length=8,
                    ),
                ),
                ("strokes", models.JSONField(blank=True, default=list)),
                ("text_sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "attendance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.attendance",
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pledges", to="meetings.meeting"
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
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("partner__isnull", False)),
                        fields=("meeting", "partner"),
                        name="pledge_partner_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("attendance__isnull", False)),
                        fields=("meeting", "attendance"),
                        name="pledge_person_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresenterPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("obstacles", models.TextField(blank=True, verbose_name="hambatan")),
                ("analysis", models.TextField(blank=True, verbose_name="analisis")),
                ("proposals", models.TextField(blank=True, verbose_name="usulan")),
                ("plan", models.TextField(blank=True, verbose_name="rencana bulan berikut")),
                ("revision", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(blank=True, null=True)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="page", to="meetings.agendaitem"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectorObstacle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="hambatan")),
                ("cause", models.TextField(blank=True, verbose_name="sebab")),
                ("wanted", models.TextField(blank=True, verbose_name="yang diperlukan")),
                ("at", models.DateTimeField()),
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sector_obstacles",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.partner"
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pin", "PIN"),
                            ("gambar", "gambar"),
                            ("kertas", "kertas"),
                            ("centang", "centang di telepon"),
                        ],
                        max_length=8,
                    ),
                ),
                ("strokes", models.JSONField(blank=True, default=list)),
                ("at", models.DateTimeField()),
                (
                    "attendance",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signature", to="meetings.attendance"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "gambar"), _negated=True),
                            models.Q(("strokes", []), _negated=True),
                            _connector="OR",
                        ),
                        name="signature_drawn_has_strokes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SpeakTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(blank=True, max_length=120, verbose_name="hendak bicara tentang")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("menunggu", "menunggu"),
                            ("bicara", "bicara"),
                            ("selesai", "selesai"),
                            ("batal", "batal"),
                        ],
                        default="menunggu",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="meetings.attendance"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="turns",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["menunggu", "bicara"])),
                        fields=("meeting", "attendance"),
                        name="speak_waits_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamBuilding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("activity", models.CharField(max_length=160, verbose_name="kegiatan")),
                ("aim", models.TextField(blank=True, verbose_name="tujuan")),
                ("steps", models.TextField(blank=True, verbose_name="langkah")),
                ("lesson", models.TextField(blank=True, verbose_name="pelajaran bersama")),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="team", to="meetings.agendaitem"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PromiseOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=43)),
                ("problem", models.TextField(verbose_name="masalah")),
                ("support", models.CharField(blank=True, max_length=200, verbose_name="bentuk dukungan")),
                ("activity", models.TextField(verbose_name="kegiatan")),
                ("target_group", models.CharField(blank=True, max_length=200, verbose_name="sasaran dan lokasi")),
                ("due", models.DateField(blank=True, null=True, verbose_name="sampai")),
                ("resources", models.CharField(blank=True, max_length=200, verbose_name="sumber daya")),
                ("owner_text", models.CharField(blank=True, max_length=120, verbose_name="penanggung jawab")),
                ("indicator", models.CharField(blank=True, max_length=40, verbose_name="indikator")),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("usul", "usul"), ("jadi", "jadi"), ("ditolak", "ditolak")],
                        default="usul",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commitment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.commitment",
                        verbose_name="komitmen",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offers", to="meetings.meeting"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="centre.partner"
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "token"), name="offer_token_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "jadi"), _negated=True), ("commitment__isnull", False), _connector="OR"
                        ),
                        name="offer_taken_has_commitment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ditolak"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_refused_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="nomor")),
                ("text", models.TextField(verbose_name="keputusan")),
                (
                    "manner",
                    models.CharField(
                        choices=[("mufakat", "mufakat"), ("suara", "suara terbanyak")],
                        default="mufakat",
                        max_length=8,
                        verbose_name="cara",
                    ),
                ),
                ("votes_for", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="setuju")),
                ("votes_against", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tidak setuju")),
                ("reservations", models.TextField(blank=True, verbose_name="keberatan dan catatan")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="meetings.meeting"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.note",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="decision_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("manner", "mufakat"),
                            models.Q(("votes_against__isnull", False), ("votes_for__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_vote_is_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(verbose_name="catatan")),
                ("at", models.DateTimeField()),
                ("base", models.PositiveIntegerField(default=0)),
                ("rival", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="meetings.note"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settles",
                        to="meetings.noterevision",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("note", "number"), name="note_revision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("base__lt", models.F("number"))), name="note_revision_after_base"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rival", True), ("settled_by__isnull", True), _connector="OR"),
                        name="note_only_rivals_are_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sentence", models.TextField(verbose_name="kalimat")),
                ("status", models.CharField(blank=True, max_length=14)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to="meetings.note"
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitoring.snapshotrow"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("note", "row"), name="quote_once")],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=43)),
                ("text", models.TextField(verbose_name="kalimat")),
                ("columns", models.JSONField(default=dict)),
                ("doubts", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("usul", "usul"), ("jadi", "jadi"), ("ditolak", "ditolak")],
                        default="usul",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="followup.action",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="meetings.meeting"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to="meetings.note",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "token"), name="proposal_token_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "jadi"), _negated=True), ("action__isnull", False), _connector="OR"
                        ),
                        name="proposal_taken_has_action",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuizAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phase", models.CharField(choices=[("pre", "pre"), ("post", "post")], max_length=4)),
                ("answers", models.JSONField(default=list)),
                ("right", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="meetings.attendance"
                    ),
                ),
                (
                    "knowledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="meetings.knowledge"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("knowledge", "attendance", "phase"), name="quiz_answer_once"),
                    models.CheckConstraint(condition=models.Q(("phase__in", ["pre", "post"])), name="quiz_phase_known"),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuizQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=300, verbose_name="pertanyaan")),
                ("options", models.JSONField(default=list)),
                ("right", models.PositiveSmallIntegerField()),
                (
                    "knowledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="meetings.knowledge"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="TeamGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="kelompok")),
                ("task", models.TextField(blank=True, verbose_name="tugas")),
                ("result", models.TextField(blank=True, verbose_name="hasil")),
                ("members", models.ManyToManyField(blank=True, related_name="+", to="meetings.attendance")),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="meetings.teambuilding"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("team", "number"), name="team_group_once")],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("usg", "USG"),
                            ("carl", "CARL"),
                            ("hanlon", "Hanlon"),
                            ("mcua", "MCUA"),
                            ("suara", "pemungutan suara"),
                        ],
                        max_length=8,
                        verbose_name="cara",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="pertanyaan")),
                ("secret", models.BooleanField(default=True, verbose_name="rahasia")),
                ("guests", models.BooleanField(default=False, verbose_name="tamu ikut menilai")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="putaran")),
                ("rule", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("dibuka", "dibuka"), ("ditutup", "ditutup"), ("dibatalkan", "dibatalkan")],
                        default="dibuka",
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="alasan batal")),
                ("result", models.JSONField(blank=True, default=dict)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.decision",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="meetings.ballot",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ballots",
                        to="meetings.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="meetings.meeting"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("state", "dibuka")),
                            models.Q(models.Q(("state", "dibuka"), _negated=True), ("closed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="ballot_closed_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dibatalkan"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ballot_cancelled_has_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "dibuka")), fields=("meeting",), name="ballot_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BallotOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=200)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("status", models.CharField(blank=True, max_length=14)),
                ("gap_bp", models.IntegerField(blank=True, null=True)),
                ("missed_micro", models.BigIntegerField(blank=True, null=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="meetings.ballot"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="BallotPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scores", models.JSONField()),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.attendance"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="meetings.ballot"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ballot", "attendance"), name="ballot_paper_once")],
            },
        ),
        migrations.CreateModel(
            name="BallotTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="meetings.attendance"
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="meetings.ballot"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ballot", "attendance"), name="ballot_turn_once")],
            },
        ),
        migrations.CreateModel(
            name="Urn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("papers", models.JSONField(default=list)),
                (
                    "ballot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="urn", to="meetings.ballot"
                    ),
                ),
            ],
        ),
    ])]  # fmt: skip
