"""The store protocol, queries, codec and verification; knows only orqa.base."""
