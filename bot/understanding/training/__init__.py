"""Everything that makes the trained parts; needs torch and is never imported when Canary runs."""
