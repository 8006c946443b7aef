"""What a meeting looks back on: did earlier actions help, which problems go on, can the figures be trusted."""
