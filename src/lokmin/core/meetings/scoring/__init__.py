"""Priority scoring by many raters: USG, CARL, Hanlon with PEARL, MCUA, Reinke; exact fractions, ranks with reasons."""
