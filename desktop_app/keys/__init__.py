"""Keys: Ed25519 signatures of this workspace and of others."""
