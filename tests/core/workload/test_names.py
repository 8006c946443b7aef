"""The same person under another spelling is found, another person is not."""

import pytest

from lokmin.core.workload.names import bare


@pytest.mark.parametrize(
    ("one", "other"),
    [("dr. Anindya Prameswari, M.Kes", "ANINDYA PRAMESWARI"), ("Ns. Hendra Kusuma S.Kep", "Hendra Kusuma, S.Kep."),
     ("Hj. Ratna  Wulandari", "Ratna Wulandari S.Tr.Keb")],
)  # fmt: skip
def test_titles_and_degrees_do_not_matter(one, other):
    assert bare(one) == bare(other)


@pytest.mark.parametrize(("one", "other"), [("M. Yusuf", "H. Yusuf"), ("A. Rahman", "Rahman"), ("Dr.", "")])
def test_initials_do(one, other):
    assert bare(one) != bare(other)
