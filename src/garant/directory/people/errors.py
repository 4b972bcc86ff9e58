"""What can go wrong in an import of people. The sentences stand in `messages/directory.fr.toml`."""

from garant.words import GarantError


class PeopleImportGone(GarantError):
    code = "people_import_gone"


class PeopleImportChanged(GarantError):
    """The directory changed between the dry run and the confirmation."""

    code = "people_import_changed"


class PeopleImportWrong(GarantError):
    """A line of the file is wrong: nothing of it is imported."""

    code = "people_import_wrong"


class PeopleImportEmpty(GarantError):
    code = "people_import_empty"


class PasswordsGone(GarantError):
    """The page of the initial passwords was left too long ago, or was somebody else's."""

    code = "initial_passwords_gone"
