"""The tables of a meeting: before it, in the room, its minutes, its papers."""

from lokmin.cycle.meetings.models.ahead import Focus, IncomingLetter, InputNote, Invitation, PresenterPage
from lokmin.cycle.meetings.models.annexes import MeetingAnnex
from lokmin.cycle.meetings.models.ballots import Ballot, BallotOption, BallotPaper, BallotTurn, Urn
from lokmin.cycle.meetings.models.learning import Knowledge, QuizAnswer, QuizQuestion, TeamBuilding, TeamGroup
from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting, Reopening
from lokmin.cycle.meetings.models.minutes import Decision, Note, NoteRevision, Quote
from lokmin.cycle.meetings.models.papers import LetterNumber, OfficeTemplate
from lokmin.cycle.meetings.models.proposals import PressRelease, Proposal
from lokmin.cycle.meetings.models.room import Participant, Photo, PinGuard, Room, RoomEvent, Signature, SpeakTurn
from lokmin.cycle.meetings.models.schedule import ClosedDay, KindOverride, ScheduleEntry
from lokmin.cycle.meetings.models.sectors import Musrenbang, Pledge, PromiseOffer, SectorObstacle, SignedStatement

__all__ = [
    "AgendaItem",
    "Attendance",
    "Ballot",
    "BallotOption",
    "BallotPaper",
    "BallotTurn",
    "ClosedDay",
    "Decision",
    "Focus",
    "IncomingLetter",
    "InputNote",
    "Invitation",
    "KindOverride",
    "Knowledge",
    "LetterNumber",
    "Meeting",
    "MeetingAnnex",
    "Musrenbang",
    "Note",
    "NoteRevision",
    "OfficeTemplate",
    "Participant",
    "Photo",
    "PinGuard",
    "Pledge",
    "PresenterPage",
    "PressRelease",
    "PromiseOffer",
    "Proposal",
    "QuizAnswer",
    "QuizQuestion",
    "Quote",
    "Reopening",
    "Room",
    "RoomEvent",
    "ScheduleEntry",
    "SectorObstacle",
    "Signature",
    "SignedStatement",
    "SpeakTurn",
    "TeamBuilding",
    "TeamGroup",
    "Urn",
]  # fmt: skip
