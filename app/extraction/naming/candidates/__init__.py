"""Proposes alternative names for doubtful values: generators make them, a fitted ranking orders them."""
