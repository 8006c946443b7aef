"""Routes of SMD, below the address of one Puskesmas."""

from django.urls import path

from lokmin.cycle.community.smd.views import answers, papers, questionnaires, survey

urlpatterns = [
    path("masyarakat/smd/baru/", survey.new, name="smd_new"),
    path("masyarakat/smd/kuesioner/", questionnaires.listed, name="instruments"),
    path("masyarakat/smd/kuesioner/baru/", questionnaires.create, name="instrument_new"),
    path("masyarakat/smd/kuesioner/<int:instrument>/", questionnaires.one, name="instrument"),
    path("masyarakat/smd/kuesioner/<int:instrument>/ubah/", questionnaires.change, name="instrument_change"),
    path("masyarakat/smd/kuesioner/<int:instrument>/soal/", questionnaires.question, name="question_new"),
    path("masyarakat/smd/kuesioner/<int:instrument>/soal/<str:code>/", questionnaires.question, name="question"),
    path("masyarakat/smd/<int:smd>/", survey.survey, name="smd"),
    path("masyarakat/smd/<int:smd>/ubah/", survey.edit, name="smd_edit"),
    path("masyarakat/smd/<int:smd>/keadaan/", survey.state, name="smd_state"),
    path("masyarakat/smd/<int:smd>/masalah/", survey.finding, name="smd_finding"),
    path("masyarakat/smd/<int:smd>/urutan/", survey.order, name="smd_order"),
    path("masyarakat/smd/<int:smd>/umpan-balik/", survey.feedback, name="smd_feedback"),
    path("masyarakat/smd/<int:smd>/berkas/", survey.add_files, name="smd_files"),
    path("masyarakat/smd/<int:smd>/jawaban/", answers.entry, name="smd_entry"),
    path("masyarakat/smd/<int:smd>/jawaban/<int:household>/", answers.entry, name="smd_household"),
    path("masyarakat/smd/<int:smd>/jawaban/<int:household>/hapus/", answers.drop, name="smd_household_drop"),
    path("masyarakat/smd/<int:smd>/rumah/", answers.households, name="smd_households"),
    path("masyarakat/smd/<int:smd>/unggah/", answers.importing, name="smd_import"),
    path("masyarakat/smd/<int:smd>/tabulasi/", papers.table, name="smd_table"),
    path("masyarakat/smd/<int:smd>/<str:paper>.<str:ending>", papers.paper, name="smd_paper"),
]
