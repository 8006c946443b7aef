"""Pages of the PKP: years, rows, running score, net, verification, import, papers."""
