"""Charts as SVG text, drawn by pure functions: the same figure goes on the screen, on paper and in the PDF."""
