"""The small library: activities and topics to begin with, each to be changed by hand (catalog/rules/learning.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lokmin.catalog.loading import rules

QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options; ``right`` is the index of the right one."""

    text: str
    options: tuple[str, ...]
    right: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A ready knowledge point: material in plain words, three questions, where it was taken from."""

    code: str
    title: str
    material: str
    questions: tuple[Question, ...]
    source: str
    jpl_tenths: int = 0


@dataclass(frozen=True, slots=True)
class Activity:
    """A ready dinamika kelompok: ``size`` people a group, ``needs`` what to bring, ``ask`` what to talk about after."""

    code: str
    title: str
    aim: str
    steps: tuple[str, ...]
    ask: str
    needs: str
    size: int
    minutes: int
    source: str


@cache
def topics() -> tuple[Topic, ...]:
    return tuple(_topic(t) for t in rules("learning")["topic"])


@cache
def activities() -> tuple[Activity, ...]:
    return tuple(
        Activity(
            a["code"], a["title"], a["aim"], tuple(a["steps"]), a["ask"], a["needs"], a["size"], a["minutes"],
            a["source"],
        )
        for a in rules("learning")["activity"]
    )  # fmt: skip


def topic(code: str) -> Topic | None:
    return next((t for t in topics() if t.code == code), None)


def activity(code: str) -> Activity | None:
    return next((a for a in activities() if a.code == code), None)


def _topic(entry: Mapping[str, Any]) -> Topic:
    questions = tuple(Question(q["text"], tuple(q["options"]), q["right"]) for q in entry["question"])
    material = entry["material"].strip()
    return Topic(entry["code"], entry["title"], material, questions, entry["source"], entry["jpl_tenths"])
