"""What a text shows of something else: a list, one of its pieces, a page of elsewhere.

A text keeps only the place (posts/markdown/embeds.py); what stands there is what its reader may see now.
"""
