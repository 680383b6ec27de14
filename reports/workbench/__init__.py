"""首页: what waits, figures, targets, charts and recent changes, each panel asked for by itself."""
