"""Routes before a meeting, included in the routes of the stage."""

from django.urls import path

from lokmin.cycle.meetings.preparing.views import answers, box, letters, pages, public, topics

urlpatterns = [
    path("lokmin/<int:pk>/undangan/", letters.letters, name="letters"),
    path("lokmin/<int:pk>/undangan/semua.zip", letters.everything, name="letters_zip"),
    path("lokmin/<int:pk>/undangan/staf.docx", letters.staff_file, name="letter_staff"),
    path("lokmin/<int:pk>/undangan/<int:letter>/", letters.letter, name="letter"),
    path("lokmin/<int:pk>/undangan/<int:letter>/surat.docx", letters.word_file, name="letter_docx"),
    path("lokmin/<int:pk>/undangan/<int:letter>/surat.pdf", letters.pdf_file, name="letter_pdf"),
    path("lokmin/nomor/<int:number>/batal/", letters.void, name="void"),
    path("lokmin/<int:pk>/jawab/", answers.mine, name="answer"),
    path("lokmin/<int:pk>/bahan/", pages.materials, name="materials"),
    path("lokmin/<int:pk>/bahan/<int:item>/", pages.material, name="material"),
    path("lokmin/<int:pk>/bahan-bacaan.pdf", pages.prereading, name="prereading"),
    path("lokmin/masukan/", box.box, name="box"),
    path("lokmin/masukan/umum/", public.switch, name="box_public"),
    path("lokmin/masukan/umum/lembar/", public.poster, name="box_poster"),
    path("lokmin/masukan/<int:note>/", box.note, name="box_note"),
    path("lokmin/topik/", topics.topics, name="topics"),
    path("lokmin/topik/<int:focus>/akhiri/", topics.end, name="focus_end"),
    path("lokmin/surat-masuk/<int:incoming>/", topics.incoming, name="incoming"),
]
