"""The centre's own prompts over HTTP: what there is, who says it, sounds by upload, recording or voice."""
