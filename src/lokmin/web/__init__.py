"""Settings, routes, base templates and styles: what turns the stages into one program."""
