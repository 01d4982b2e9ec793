"""What all simulated networks share: HTTP, faults, the request log, the ledger, the tests' entrance, callbacks.

    calls      a call, an answer, a refusal         clock    time that a test can move
    faults     what goes wrong, on demand           damage   answers that are not what they should be
    control    the tests' own entrance              ledger   what was really served
    server     HTTP on the loopback                 callbacks what a network sends by itself
    network    what a network has to offer     oauth    codes and PKCE
    multipart  forms that carry files          day      what is said while you watch
    visitor_page a network as a person sees it
"""
