"""The word of a placeholder, as we write it and as a model may write it: plural, or in another language.

A word stands for one label only. Folded: capitals, no accents. The list is closed: a word that is not here is
no placeholder's, so that "article 12" or "Room 412" is never read as one.
"""

from garant.privacy.labels import Label

ESCAPED = "TEXTE"  # the word for text of the user that only looks like a placeholder

# Ours → French variants, then English, Spanish, German, Italian, Portuguese.
_OTHERS: dict[str, str] = {
    "PERSONNE": "NOM PRENOM FEMME HOMME PERSON PEOPLE NAME WOMAN MAN PERSONA PERSONAS NOMBRE PERSONEN PERSONE "
    "NOME NOMI PESSOA PESSOAS",
    "ADRESSE": "ADDRESS ADDRESSES DIRECCION DIRECCIONES ADRESSEN ANSCHRIFT INDIRIZZO INDIRIZZI ENDERECO ENDERECOS",
    "TELEPHONE": "TEL PHONE TELEFONO TELEFONOS TELEFON TELEFONNUMMER TELEFONI TELEFONNUMMERN TELEFONE TELEFONES",
    "COURRIEL": "EMAIL MAIL CORREO CORREOS EMAILS CORREIO",
    "NAISSANCE": "BIRTH BIRTHDATE NACIMIENTO GEBURT GEBURTSDATUM NASCITA NASCIMENTO",
    "NIR": "SSN NSS",
    "IBAN": "",
    "CARTE": "CARD TARJETA TARJETAS KARTE KARTEN CARTA CARTAO",
    "PLAQUE": "PLATE MATRICULA KENNZEICHEN TARGA TARGHE",
    "FISCAL": "FISCALE FISCALES TAX STEUER",
    "ALLOCATAIRE": "BENEFICIARY BENEFICIARIES BENEFICIARIO BENEFICIARIOS EMPFANGER BENEFICIARI",
    "DOSSIER": "CASE FILE EXPEDIENTE EXPEDIENTES AKTE AKTEN FASCICOLO PRATICA PROCESSO",
    "INE": "",
    "PIECE": "DOCUMENT IDENTITY DOCUMENTO DOCUMENTOS AUSWEIS AUSWEISE",
    "MATRICULE": "EMPLOYEE EMPLEADO PERSONALNUMMER MATRICOLA MATRICOLE",
    "SIRET": "",
    "PROFESSIONNEL": "PROFESSIONAL PROFESIONAL PROFESSIONELL PROFESSIONISTA",
    "IDENTIFIANT": "IDENTIFIER IDENTIFIERS USERNAME USUARIO BENUTZER BENUTZERNAME UTENTE",
    "PAGE": "PAGINA PAGINAS SEITE SEITEN PAGINE",
    "IP": "",
    "LIEU": "LIEUX PLACE LOCATION LOCATIONS LUGAR LUGARES ORT ORTE LUOGO LUOGHI",
    "ORGANISATION": "ORGANIZATION ORGANIZATIONS ORGANIZACION ORGANIZZAZIONE ORGANIZACAO",
    "DATE": "FECHA FECHAS DATUM DATEN DATA",
    "SECRET": "SECRETO SECRETOS GEHEIMNIS SEGRETO SEGRETI PASSWORD SEGREDO",
    "SANTE": "HEALTH SALUD GESUNDHEIT SALUTE SAUDE",
    "RELIGION": "RELIGIONE",
    "SYNDICAT": "UNION SINDICATO GEWERKSCHAFT SINDACATO SYNDICAUX",
    "OPINION": "OPINIONE MEINUNG OPINIAO",
    "INTIME": "INTIMATE INTIMO INTIM",
    "ORIGINE": "ORIGIN ORIGEN HERKUNFT ORIGEM",
    "INFRACTION": "OFFENCE OFFENSE INFRACCION STRAFTAT INFRAZIONE INFRACAO",
    "SITUATION": "SITUACION SITUAZIONE SITUACAO",
    "MINEUR": "MINOR MENOR MINDERJAHRIGE MINORE",
    "BIOMETRIE": "BIOMETRIC BIOMETRICS BIOMETRIA",
    "INTERNE": "INTERNAL INTERNO INTERN",
    ESCAPED: "TEXT TEXTO TESTO",
}

# Nobody counts them ("dossier 4127", "page 12", "adresse : 1204 route de…" are ordinary French; "personne 4127",
# "NIR 4127" are not): without brackets, a space may join them to their number.
NEVER_COUNTED = frozenset({"PERSONNE", "COURRIEL", "NAISSANCE", "NIR", "IBAN"})
# The variants of those that are counted all the same: "nom 2" is a column, "mail 3" a message.
_COUNTED = frozenset({"NOM", "PRENOM", "FEMME", "HOMME", "PEOPLE", "NAME", "WOMAN", "MAN", "NOMBRE", "EMAIL", "MAIL",
                      "EMAILS", "CORREO", "CORREOS", "CORREIO", "BIRTH", "NOME", "NOMI"})  # fmt: skip


def _read() -> dict[str, str]:
    read: dict[str, str] = {}
    for ours, others in _OTHERS.items():
        for word in (ours, *others.split()):
            for variant in (word, word + "S"):
                assert read.setdefault(variant, ours) == ours or variant != word, variant
    return read


OURS = frozenset({label.placeholder for label in Label} | {ESCAPED})
READ = _read()  # every word that is understood → ours
assert frozenset(_OTHERS) == OURS

COUNTLESS = (
    frozenset(word for word, ours in READ.items() if ours in NEVER_COUNTED)
    - _COUNTED
    - {word + "S" for word in _COUNTED}
)
LONGEST = max(map(len, READ))
