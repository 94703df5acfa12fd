"""Every score anew from the ledger itself, by a columnar engine: in another process, never in a page's."""
