"""Pages and posts of the register; the list with its actions and the page of one problem are followup's."""
