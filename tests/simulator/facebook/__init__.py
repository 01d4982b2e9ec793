"""Facebook Pages as far as Gatehouse meets it, on this machine, from the platform's documentation.

    state      what exists: pages, posts, comments, tokens, and a clock that can be moved
    access     who may ask what: tokens, proofs, permissions, tasks
    selection  the `fields=` language          nodes    objects as the network writes them
    paging     cursors and links               graph    the calls that read
    parameters what a call says besides        changes  the calls that change
    faults     what goes wrong, on demand      damage   answers that are not what they should be
    ledger     what was really served          usage    the rate limit and its headers
    control    the tests' own entrance         server   HTTP
    school_day an invented school's day        load     many comments from one seed
    visitor_page  the page as a person sees it  clock    time that a test can move
"""
