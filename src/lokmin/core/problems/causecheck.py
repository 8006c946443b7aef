"""What is still wrong with a tree of causes: circles, empty texts, chains that stop before anybody can act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.problems.alike import plain
from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Side, five_whys

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark about one node (``""`` the whole tree). ``refuses``: the tree must not be kept like this."""

    node: str
    text: str
    refuses: bool = False


def check(tree: CauseTree, rules: CauseRules) -> tuple[Remark, ...]:
    """Everything to be told about a tree; those that refuse come first."""
    found = [*_broken(tree, rules), *_thin(tree, rules)]
    return tuple(sorted(found, key=lambda remark: not remark.refuses))


def would_circle(tree: CauseTree, node: str, parent: str) -> bool:
    """Would hanging a node under another one make it explain itself?"""
    above = {one.id: one.parent for one in tree.nodes}
    seen: set[str] = set()
    while parent and parent not in seen:
        if parent == node:
            return True
        seen.add(parent)
        parent = above.get(parent, "")
    return False


def _broken(tree: CauseTree, rules: CauseRules) -> Iterator[Remark]:
    if not tree.problem.strip():
        yield Remark("", said("Masalahnya belum ditulis. Tulis dahulu apa, di mana, dan seberapa besar."), True)
    if len(tree.nodes) > rules.nodes:
        text = said("Pohon ini memuat %(n)d penyebab; paling banyak %(most)d. Gabungkan yang sama.")
        yield Remark("", text % {"n": len(tree.nodes), "most": rules.nodes}, True)
    ids = {node.id for node in tree.nodes}
    depths = {node.id: depth for depth, node in tree.walk()}
    sides = {node.id: node.side for node in tree.nodes}
    for node in tree.nodes:
        name = {"text": _short(node), "most": rules.letters, "depth": rules.depth}
        if not node.text.strip():
            yield Remark(node.id, said("Ada kotak tanpa tulisan. Isi penyebabnya atau hapus kotaknya."), True)
        elif len(node.text) > rules.letters:
            text = said("“%(text)s” lebih dari %(most)d huruf. Satu kotak satu penyebab; bagi menjadi dua.")
            yield Remark(node.id, text % name, True)
        if node.parent and node.parent not in ids:
            yield Remark(node.id, said("Penyebab di atas “%(text)s” sudah tidak ada. Pilih tempat lain.") % name, True)
        elif node.parent and would_circle(tree, node.id, node.parent):
            yield Remark(
                node.id, said("“%(text)s” menjelaskan dirinya sendiri. Pindahkan ke tempat lain.") % name, True
            )
        elif node.parent and sides[node.parent] is not node.side:
            text = said("“%(text)s” harus di sisi yang sama dengan kotak di atasnya: sebab atau akibat.")
            yield Remark(node.id, text % name, True)
        if depths[node.id] > rules.depth:
            text = said("“%(text)s” lebih dalam daripada mengapa ke-%(depth)d. Ringkas rantainya.")
            yield Remark(node.id, text % name, True)
        if node.root and node.side is Side.EFFECT:
            yield Remark(node.id, said("“%(text)s” adalah akibat; akar masalah hanya di sisi sebab.") % name, True)


def _thin(tree: CauseTree, rules: CauseRules) -> Iterator[Remark]:
    chains = five_whys(tree)
    if not chains:
        yield Remark("", said("Belum ada penyebab. Tanyakan: mengapa ini terjadi?"))
        return
    for chain in chains:
        last = chain.answers[-1]
        name = {"text": _short(last), "n": len(chain.answers)}
        if chain.ends:
            continue
        if len(chain.answers) < rules.chain:
            text = said("“%(text)s” baru mengapa ke-%(n)d. Tanya lagi: mengapa? Atau tandai sebagai akar masalah.")
        else:
            text = said(
                "Rantai “%(text)s” belum sampai akar. Tanya lagi sampai ada yang dapat dikerjakan, lalu tandai."
            )
        yield Remark(last.id, text % name)
    for _, node in tree.walk(side=Side.CAUSE):
        if node.root and tree.children(node.id):
            text = said("“%(text)s” bertanda akar, tetapi masih ada penyebab di bawahnya. Tandai yang paling bawah.")
            yield Remark(node.id, text % {"text": _short(node)})
        elif node.root and not node.evidence.strip():
            text = said("Akar masalah “%(text)s” belum ada buktinya. Tulis dari mana diketahui.")
            yield Remark(node.id, text % {"text": _short(node)})
    yield from _twins(tree)


def _twins(tree: CauseTree) -> Iterator[Remark]:
    seen: dict[str, CauseNode] = {}
    for _, node in tree.walk(side=Side.CAUSE):
        twin = seen.setdefault(plain(node.text), node)
        if twin is not node and node.text.strip():
            yield Remark(node.id, said("“%(text)s” ditulis dua kali. Cukup satu.") % {"text": _short(node)})


def _short(node: CauseNode) -> str:
    text = " ".join(node.text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + " …"
