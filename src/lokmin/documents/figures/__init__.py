"""Charts as SVG drawn on the server: they print, need no script, and the same figure goes on paper."""
