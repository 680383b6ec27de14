"""Fixed words that all renderers print alike."""

__all__ = ["DRAFT_MARK"]

DRAFT_MARK = "草稿"
