"""A scenario from YAML to compiled rules: read, declare, check, build, and find."""
