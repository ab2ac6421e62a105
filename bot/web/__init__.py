"""The page leaders see: one template, plain scripts and styles, no request to anyone else."""
