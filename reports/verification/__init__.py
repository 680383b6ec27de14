"""核数: every figure beside its typed total, typed and pasted in place."""
