"""The labels of personal data: their class, their French name, the word of their placeholder."""

from enum import StrEnum

from garant.words import DataClass


class Label(StrEnum):
    """What is found. The values are a public format (`garant detect`), never renamed."""

    PERSON = "PERSON"
    ADDRESS = "ADDRESS"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    DATE_BIRTH = "DATE_BIRTH"
    NIR = "NIR"
    IBAN = "IBAN"
    CARD = "CARD"
    PLATE = "PLATE"
    TAX_ID = "TAX_ID"
    BENEF_ID = "BENEF_ID"
    CASE_ID = "CASE_ID"
    INE = "INE"
    ID_DOC = "ID_DOC"
    EMPLOYEE_ID = "EMPLOYEE_ID"
    SIRET = "SIRET"
    PRO_ID = "PRO_ID"
    USERNAME = "USERNAME"
    URL_PERSON = "URL_PERSON"
    IP = "IP"
    LOCATION = "LOCATION"
    ORGANISATION = "ORGANISATION"
    DATE = "DATE"
    SECRET = "SECRET"
    SENSITIVE_HEALTH = "SENSITIVE_HEALTH"
    SENSITIVE_RELIGION = "SENSITIVE_RELIGION"
    SENSITIVE_UNION = "SENSITIVE_UNION"
    SENSITIVE_POLITICS = "SENSITIVE_POLITICS"
    SENSITIVE_SEXLIFE = "SENSITIVE_SEXLIFE"
    SENSITIVE_ETHNIC = "SENSITIVE_ETHNIC"
    SENSITIVE_CRIMINAL = "SENSITIVE_CRIMINAL"
    SENSITIVE_SOCIAL = "SENSITIVE_SOCIAL"
    SENSITIVE_MINOR = "SENSITIVE_MINOR"
    SENSITIVE_BIOMETRIC = "SENSITIVE_BIOMETRIC"
    INTERNAL_DOCUMENT = "INTERNAL_DOCUMENT"

    @property
    def is_statement(self) -> bool:
        """Whether it is what a sentence or a whole text says, rather than a datum that could be cut out of it."""
        return self in _STATEMENTS

    @property
    def is_indirect(self) -> bool:
        """Whether it says something of somebody only together with other things: a place, a body, a date."""
        return self.data_class is DataClass.INDIRECT

    @property
    def data_class(self) -> DataClass:
        return _FACTS[self][0]

    @property
    def french(self) -> str:
        """What a person is told that it is: "Numéro de sécurité sociale"."""
        return _FACTS[self][1]

    @property
    def placeholder(self) -> str:
        """The word of its pseudonym: `[PERSONNE_12]`."""
        return _FACTS[self][2]


_FACTS: dict[Label, tuple[DataClass, str, str]] = {
    Label.PERSON: (DataClass.PERSONAL, "Nom de personne", "PERSONNE"),
    Label.ADDRESS: (DataClass.PERSONAL, "Adresse postale", "ADRESSE"),
    Label.PHONE: (DataClass.PERSONAL, "Numéro de téléphone", "TELEPHONE"),
    Label.EMAIL: (DataClass.PERSONAL, "Adresse électronique", "COURRIEL"),
    Label.DATE_BIRTH: (DataClass.PERSONAL, "Date de naissance", "NAISSANCE"),
    Label.NIR: (DataClass.HIGHLY_PERSONAL, "Numéro de sécurité sociale", "NIR"),
    Label.IBAN: (DataClass.HIGHLY_PERSONAL, "Coordonnées bancaires", "IBAN"),
    Label.CARD: (DataClass.HIGHLY_PERSONAL, "Numéro de carte bancaire", "CARTE"),
    Label.PLATE: (DataClass.PERSONAL, "Plaque d’immatriculation", "PLAQUE"),
    Label.TAX_ID: (DataClass.HIGHLY_PERSONAL, "Numéro fiscal", "FISCAL"),
    Label.BENEF_ID: (DataClass.VULNERABLE, "Numéro d’allocataire ou de bénéficiaire", "ALLOCATAIRE"),
    Label.CASE_ID: (DataClass.PERSONAL, "Référence de dossier", "DOSSIER"),
    Label.INE: (DataClass.PERSONAL, "Identifiant national d’élève ou d’étudiant", "INE"),
    Label.ID_DOC: (DataClass.HIGHLY_PERSONAL, "Numéro de pièce d’identité", "PIECE"),
    Label.EMPLOYEE_ID: (DataClass.PERSONAL, "Matricule d’agent", "MATRICULE"),
    Label.SIRET: (DataClass.PERSONAL, "SIRET d’une entreprise individuelle", "SIRET"),
    Label.PRO_ID: (DataClass.PERSONAL, "Identifiant de professionnel", "PROFESSIONNEL"),
    Label.USERNAME: (DataClass.PERSONAL, "Identifiant de compte", "IDENTIFIANT"),
    Label.URL_PERSON: (DataClass.PERSONAL, "Page personnelle", "PAGE"),
    Label.IP: (DataClass.PERSONAL, "Adresse IP", "IP"),
    Label.LOCATION: (DataClass.INDIRECT, "Lieu", "LIEU"),
    Label.ORGANISATION: (DataClass.INDIRECT, "Organisation", "ORGANISATION"),
    Label.DATE: (DataClass.INDIRECT, "Date", "DATE"),
    Label.SECRET: (DataClass.SECRET, "Mot de passe ou clé", "SECRET"),
    Label.SENSITIVE_HEALTH: (DataClass.HEALTH, "État de santé ou handicap", "SANTE"),
    Label.SENSITIVE_RELIGION: (DataClass.SENSITIVE, "Convictions religieuses ou philosophiques", "RELIGION"),
    Label.SENSITIVE_UNION: (DataClass.SENSITIVE, "Appartenance syndicale", "SYNDICAT"),
    Label.SENSITIVE_POLITICS: (DataClass.SENSITIVE, "Opinions politiques", "OPINION"),
    Label.SENSITIVE_SEXLIFE: (DataClass.SENSITIVE, "Vie ou orientation sexuelle", "INTIME"),
    Label.SENSITIVE_ETHNIC: (DataClass.SENSITIVE, "Origine ethnique", "ORIGINE"),
    Label.SENSITIVE_CRIMINAL: (DataClass.CRIMINAL, "Infraction ou condamnation", "INFRACTION"),
    Label.SENSITIVE_SOCIAL: (DataClass.VULNERABLE, "Situation sociale", "SITUATION"),
    Label.SENSITIVE_MINOR: (DataClass.MINOR, "Situation d’un mineur", "MINEUR"),
    Label.SENSITIVE_BIOMETRIC: (DataClass.SENSITIVE, "Donnée biométrique ou génétique", "BIOMETRIE"),
    Label.INTERNAL_DOCUMENT: (DataClass.INTERNAL_DOCUMENT, "Document interne", "INTERNE"),
}

_STATEMENTS = frozenset(
    label for label in Label if label.startswith("SENSITIVE_") or label is Label.INTERNAL_DOCUMENT
)
