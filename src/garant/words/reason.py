"""Why the system refused, in French: Python only has the English words of the C library."""

import errno

_REASONS = {
    errno.EACCES: "droits insuffisants",
    errno.EPERM: "droits insuffisants",
    errno.EROFS: "disque en lecture seule",
    errno.ENOSPC: "plus de place sur le disque",
    errno.EDQUOT: "quota du disque dépassé",
    errno.EIO: "erreur du disque",
    errno.ENOENT: "introuvable",
    errno.ENOTDIR: "une partie du chemin n’est pas un dossier",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "existe déjà",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EMFILE: "trop de fichiers ouverts",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
    errno.EADDRINUSE: "adresse déjà prise",
}


def reason(error: OSError) -> str:
    """A few words for the middle of a sentence; the number of the error where there are none."""
    if isinstance(error.errno, int) and error.errno in _REASONS:
        return _REASONS[error.errno]
    return f"erreur système n° {error.errno}" if error.errno else "erreur système"
