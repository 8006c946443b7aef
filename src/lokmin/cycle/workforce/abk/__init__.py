"""ABK Kes: the analysis of workload."""
