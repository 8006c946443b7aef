"""Reads of feedback: letters and how many of their points are answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from lokmin.cycle.assessment.models import Feedback, FeedbackPoint
from lokmin.cycle.centre.models import Puskesmas


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the list."""

    row: Feedback
    points: int
    answered: int

    @property
    def open(self) -> int:
        return self.points - self.answered


def letters(puskesmas: Puskesmas) -> list[Letter]:
    """All letters, the newest first."""
    done = Count("points", filter=~Q(points__state="belum"))
    found = Feedback.objects.of(puskesmas).annotate(n=Count("points"), done=done).order_by("-date", "-pk")
    return [Letter(row, row.n, row.done) for row in found]


def points(letter: Feedback) -> list[FeedbackPoint]:
    """The points in their order, with what answers them."""
    return list(letter.points.select_related("action__owner", "problem"))


def open_points(puskesmas: Puskesmas) -> int:
    """How many points nobody took up yet."""
    return FeedbackPoint.objects.filter(feedback__puskesmas=puskesmas, state="belum").count()
