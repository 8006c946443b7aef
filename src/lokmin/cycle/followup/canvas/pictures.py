"""The four pictures of one tree of causes, for the page of a problem."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from lokmin.cycle.monitoring.register.queries import ProblemPage
from lokmin.documents.figures.determinants import determinants_svg
from lokmin.documents.figures.fishbone import fishbone_svg
from lokmin.documents.figures.problemtree import problem_tree_svg
from lokmin.documents.figures.whys import whys_svg

Draw = Callable[..., str]
#: Code in the address -> (words on the tab, how it is drawn).
PICTURES: dict[str, tuple[str | Promise, Draw]] = {
    "ikan": (gettext_lazy("Tulang ikan"), fishbone_svg),
    "pohon": (gettext_lazy("Pohon masalah"), problem_tree_svg),
    "mengapa": (gettext_lazy("Lima mengapa"), whys_svg),
    "penentu": (gettext_lazy("Enam penentu"), determinants_svg),
}


def picture(page: ProblemPage, code: str) -> SafeString:
    """One picture drawn wide and narrow; empty without a cause or for a code that is none."""
    if code not in PICTURES or not page.tree.nodes:
        return mark_safe("")
    draw = PICTURES[code][1]
    both = [
        draw(page.tree, page.rules, narrow=narrow, ident=f"{code}{'-hp' if narrow else ''}") for narrow in (False, True)
    ]
    return mark_safe("\n".join(both))  # noqa: S308 - drawn by documents.figures, which escapes every text
