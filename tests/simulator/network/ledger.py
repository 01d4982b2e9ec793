"""Remembers what was really served: every revision of every comment and post in a complete, undamaged answer."""


class Ledger:
    """The other side of "nothing that the network showed us may be lost"."""

    def __init__(self):
        self._entries = {}

    def record(self, served, moment):
        """`served` holds (kind, id, revision, text, attachment) of one answer that went out whole."""
        for kind, identity, revision, text, attachment in served:
            entry = self._entries.setdefault(identity, {"kind": kind, "revisions": {}})
            seen = entry["revisions"].setdefault(
                revision, {"revision": revision, "message": text, "attachment": attachment, "first_at": moment,
                           "times": 0})
            seen["times"] += 1

    def take_back(self, served):
        """The answer did not go out after all."""
        for _, identity, revision, *_ in served:
            revisions = self._entries[identity]["revisions"]
            revisions[revision]["times"] -= 1
            if not revisions[revision]["times"]:
                del revisions[revision]
            if not revisions:
                del self._entries[identity]

    def dump(self):
        return {identity: {"kind": entry["kind"], "revisions": [seen for _, seen in sorted(entry["revisions"].items())]}
                for identity, entry in self._entries.items()}
