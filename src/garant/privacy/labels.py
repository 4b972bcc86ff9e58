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
    SECRET = "SECRET"

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
    Label.SECRET: (DataClass.SECRET, "Mot de passe ou clé", "SECRET"),
}
