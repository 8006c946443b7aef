"""The same expressions as the reference evaluator, fast: arrays with twelve months as columns."""
