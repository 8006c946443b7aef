"""The command line. Errors are a sentence on stderr and exit code 2, never a traceback."""
