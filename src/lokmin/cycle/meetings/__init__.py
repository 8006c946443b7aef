"""The lokmin: schedule, agenda, minutes, decisions, the pack. Permenkes 44/2016; accreditation 1.6.2."""
