"""What is wrong: one rule a module, asked by the audit, worded by ``messages.yaml``."""
