"""Every important write of the stage: one transaction, a person who does it, a line in the audit trail."""

from lokmin.cycle.centre.operations.office import remove_logo, set_choices, set_letterhead, set_logo
from lokmin.cycle.centre.operations.partners import (
    add_partner,
    change_partner,
    revoke_card,
    set_partner_active,
    take_proposed,
)
from lokmin.cycle.centre.operations.people import (
    add_person,
    change_person,
    end_role,
    grant_role,
    may_manage,
    reset_password,
    set_active,
)
from lokmin.cycle.centre.operations.places import (
    add_posyandu,
    add_village,
    change_village,
    create_puskesmas,
    ensure_puskesmas,
    load_boundaries,
    release_village,
    rename_posyandu,
)

__all__ = [
    "add_partner",
    "add_person",
    "add_posyandu",
    "add_village",
    "change_partner",
    "change_person",
    "change_village",
    "create_puskesmas",
    "end_role",
    "ensure_puskesmas",
    "grant_role",
    "load_boundaries",
    "may_manage",
    "release_village",
    "remove_logo",
    "rename_posyandu",
    "reset_password",
    "revoke_card",
    "set_active",
    "set_choices",
    "set_letterhead",
    "set_logo",
    "set_partner_active",
    "take_proposed",
]
