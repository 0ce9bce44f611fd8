"""What entries of the audit ledger say about printed labels, one function per code."""


def _printed(env, names):
    names = {**names, "labels": names["extra"].get("labels", 0), "again": names["extra"].get("again", 0)}
    if names["again"]:
        return env._("%(writer)s printed %(labels)s labels (%(object)s), %(again)s of them once more.", **names)
    return env._("%(writer)s printed %(labels)s labels (%(object)s).", **names)


def _scanned(env, names):
    if names["extra"].get("right"):
        return env._("%(writer)s scanned back a label of %(object)s: every field was right.", **names)
    return env._("%(writer)s scanned back a label of %(object)s, which was wrong.", **names)


def _of(text):
    """A sentence about as many labels as the entry names."""
    return lambda env, names: text(
        env, {**names, "labels": names["extra"].get("labels", 0), "grade": names["extra"].get("grade", "")}
    )


SENTENCES = {
    "labels_printed": _printed,
    "labels_cancelled": _of(
        lambda env, names: env._("%(writer)s cancelled %(object)s; labels not printed: %(labels)s.", **names)
    ),
    "labels_came_out": _of(
        lambda env, names: env._(
            "%(writer)s saw labels of %(object)s come out of which nobody knew: %(labels)s.", **names
        )
    ),
    "labels_doubled": _of(
        lambda env, names: env._(
            "%(writer)s printed labels of %(object)s once more of which nobody knows whether they came out: "
            "%(labels)s.",
            **names,
        )
    ),
    "labels_scanned": _scanned,
    "labels_graded": _of(lambda env, names: env._("%(writer)s entered grade %(grade)s for %(object)s.", **names)),
    "labels_set_aside": lambda env, names: env._("%(writer)s set a wrong scan of %(object)s aside.", **names),
    "labels_released": _of(
        lambda env, names: env._("%(writer)s released the %(labels)s labels of %(object)s.", **names)
    ),
    "labels_recalled": lambda env, names: env._("The release of the labels of %(object)s was taken back.", **names),
    "labels_rejected": _of(
        lambda env, names: env._("%(writer)s rejected the %(labels)s labels of %(object)s.", **names)
    ),
    "labels_accounted": lambda env, names: env._(
        "%(writer)s entered what became of labels of %(object)s: %(labels)s %(fate)s.",
        **names,
        labels=names["extra"].get("labels", 0),
        fate=str(names["extra"].get("fate", "")).lower(),
    ),
    "labels_reconciled": lambda env, names: env._("%(writer)s reconciled the labels of %(object)s.", **names),
}
