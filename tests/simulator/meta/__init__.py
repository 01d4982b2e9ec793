"""What Facebook and Instagram share: the Graph API's manners on one host.

    host       one Graph network: how calls are read and answers written, and what goes wrong with them
    access     who may ask what: tokens, proofs, permissions, tasks
    selection  the `fields=` language          paging   cursors and links
    parameters what a call says besides        usage    the rate limit and its headers
    address    the path of a call               pages    one page of a listing, as an answer
    webhooks   what Meta sends by itself        fetch    pictures that are named by address
    login      the dialog and the exchange of tokens      errors   the error envelope
"""
