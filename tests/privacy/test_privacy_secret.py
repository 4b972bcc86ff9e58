"""Mots de passe, clés, jetons."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from garant.privacy import Label, Span, detect
from garant.privacy.detectors.secret import DETECTOR
from garant.privacy.engine import read
from garant.privacy.folded import fold
from garant.privacy.rules import Rules

LABEL = Label.SECRET


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        pytest.param("mot de passe : Soleil2024!", "Soleil2024!", id="password"),
        pytest.param("mdp=Lavande#2024", "Lavande#2024", id="mdp_equals"),
        pytest.param(
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
            id="GitHub",
        ),
        pytest.param("clé sk-proj-abcDEF1234567890abcDEF12", "sk-proj-abcDEF1234567890abcDEF12", id="OpenAI"),
        pytest.param("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", id="AWS"),
        pytest.param(
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4",
            id="JWT",
        ),
        pytest.param("postgres://app:S3cr3tPass@db/app", "S3cr3tPass", id="in_a_URL"),
        pytest.param("Authorization: Bearer abcdef0123456789ABCDEF", "abcdef0123456789ABCDEF", id="bearer"),
        pytest.param(
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----",
            id="private_key",
        ),
    ],
)
def test_secret_is_found_exactly(found: Callable[[str], list[str]], text: str, datum: str) -> None:
    assert datum in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le mot de passe doit comporter 12 caractères", id="rule"),
        pytest.param("mot de passe oublié", id="lost"),
        pytest.param("mot de passe : ********", id="hidden"),
        pytest.param("-----BEGIN PUBLIC KEY-----", id="public_key"),
        pytest.param("un token est une unité de texte", id="word_token"),
    ],
)
def test_what_only_looks_like_secret_is_left_alone(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


# What issuers say of their keys (and detect-secrets 1.5.0 looks for).
ISSUED = (
    r"gh[pousr]_[A-Za-z0-9]{36}",
    r"glpat-[A-Za-z0-9]{20}",
    r"glptt-[a-f0-9]{40}",
    r"AKIA[0-9A-Z]{16}",
    r"AccountKey=[A-Za-z0-9]{86}==",
    r"xoxb-[0-9]{12}-[0-9]{12}-[a-z0-9]{24}",
    r"sk_live_[0-9a-zA-Z]{24}",
    r"SG\.[A-Za-z0-9]{22}\.[A-Za-z0-9]{43}",
    r"sq0csp-[0-9A-Za-z]{43}",
    r"AC[a-z0-9]{32}",
    r"[0-9a-f]{32}-us[0-9]",
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-AgEIcHlwaS5vcmc[A-Za-z0-9]{70}",
    r"sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}",
    r"sk-ant-api03-[A-Za-z0-9]{40}",
    r"[0-9]{9}:AA[0-9A-Za-z]{33}",
    r"M[A-Za-z0-9]{23}\.[A-Za-z0-9]{6}\.[A-Za-z0-9]{27}",
    r"hf_[A-Za-z0-9]{34}",
)


@given(
    st.sampled_from(ISSUED).flatmap(lambda shape: st.from_regex(re.compile(shape, re.ASCII), fullmatch=True))
)
def test_a_key_of_any_issuer_is_found_whole(key: str) -> None:
    text = f"voici la clé {key} merci"
    held = {at for span in detect(text) for at in range(span.start, span.end)}
    assert held.issuperset(at for at in range(13, 13 + len(key)) if text[at].isalnum())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("commit 3f786850e387550fdab836ed7e6dc881de23001b", id="hexadecimal"),
        pytest.param("aW5nZW5pZXVyX2RlX2xhX3ZpbGxlX2VuX0ZyYW5jZTIwMjUK", id="base64"),
        pytest.param("essaie Tulipe!773x", id="what_passwords_must_hold"),
    ],
)
def test_noise_without_a_word_is_uncertain(text: str) -> None:
    reading = read(text)
    assert [span for span in reading.spans if span.label is Label.SECRET] == []
    assert Label.SECRET in [span.label for span in reading.uncertain]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("docs/decisions/2024/rapport_final_version_corrigee_2.pdf", id="path"),
        pytest.param("anticonstitutionnellement-anticonstitutionnellement", id="long_words"),
        pytest.param("identifiant 123e4567-e89b-12d3-a456-426614174000", id="UUID"),
    ],
)
def test_a_long_word_is_no_noise(text: str) -> None:
    assert all(span.label is not Label.SECRET for span in read(text).uncertain if isinstance(span, Span))


# How people write it: what stands between brackets has to be covered, under whatever label.
AS_PEOPLE_WRITE = (
    "mdp : [[Tournesol22!]]",
    "mdp [[Tournesol22!]]",
    "MDP: [[tournesol22]]",
    "mdp = [[tournesol]]",
    "mot de passe : [[tournesol]]",
    "Mot de passe provisoire : [[Bienvenue_2025*]]",
    "votre mot de passe provisoire est [[Bienvenue_2025*]]",
    "Mot de passe temporaire (à changer) : [[Bienvenue_2025*]]",
    "mot de passe ent : [[Kx7-plm2]]",
    "mot de passe de la session : [[Girafe88]]",
    "mon mot de passe cest [[girafe88]]",
    "le mot de passe c [[girafe88]]",
    "le mot de passe du wifi cest [[girafe88]]",
    "passe : [[girafe88]]",
    "pass: [[girafe88]]",
    "pwd : [[girafe88]]",
    "pw: [[girafe88]]",
    "p/w [[girafe88]]",
    "password=[[girafe88]]",
    'PASSWORD="[[gir@fe 88]]"',
    '"password": "[[girafe88]]"',
    "<password>[[girafe88]]</password>",
    "DB_PASSWORD=[[Kf93jsLp]]",
    "MYSQL_ROOT_PASSWORD: [[Kf93jsLp]]",
    "SECRET_KEY='[[django-insecure-4kf93jsLpqo]]'",
    "SECRET_KEY_BASE=[[8f2c0e7b1a99]]",
    "API_KEY=[[AbC12dEf34]]",
    "clé API : [[7f3a-99bc-12de]]",
    "clé d'API : [[pk_9fK3mQ7]]",
    "Clé d’API Insee [[9fK3mQ7xPlw2]]",
    "jeton : [[7HfJ2kP0]]",
    "jeton d'accès : [[7HfJ2kP0]]",
    "le jeton est [[7HfJ2kP0qqLm]]",
    "token: [[7HfJ2kP0]]",
    "X-Api-Key: [[7HfJ2kP0qqLm]]",
    "Authorization: Basic [[YWRtaW46Z2lyYWZl]]",
    "client_secret=[[9aa1bb2cc3]]",
    "postgresql://app:[[Kf93jsLp]]@db.local:5432/rh",
    "Server=srv;Database=rh;User Id=app;Password=[[Kf93jsLp]];",
    "mysql -u app -p[[Kf93jsLp]]",
    "sshpass -p '[[Kf93jsLp]]' ssh x",
    "curl -u app:[[Kf93jsLp]] https://exemple.fr",
    "https://exemple.fr/reset?token=[[a8f7e6d5c4b3a2]]",
    "https://exemple.fr/api?api_key=[[a8f7e6d5c4b3a2]]",
    "code wifi : [[foyer46-Rocamadour]]",
    "Code Wifi [[foyer46-Rocamadour]]",
    "le code du wifi c'est [[foyer46-Rocamadour]]",
    "wifi : [[foyer46-Rocamadour]]",
    "WIFI mairie-invites / clé : [[foyer46Rocamadour]]",
    "réseau Livebox-4C2A clé [[9F3A7B2C1D]]",
    "clé wifi : [[9F3A7B2C1D4E5F6A]]",
    "clé de sécurité [[9F3A 7B2C 1D4E 5F6A 99AB]]",
    "clé WPA [[9F3A7B2C1D4E5F6A99AB]]",
    "SSID : Mairie  Clé : [[Ecole-2025!]]",
    "digicode : [[45B12]]",
    "digicode [[45B12]]",
    "digicode de l'immeuble [[A4512]]",
    "Le digicode est le [[2580A]]",
    "code porte [[A4512]]",
    "code porte: [[4512]]",
    "code de la porte d'entrée : [[4512B]]",
    "code d'entrée [[4512]]",
    "code immeuble [[4512]]",
    "code du portail 1 : [[1975#]]",
    "code portail [[1975#]]",
    "code d'alarme : [[8841]]",
    "l'alarme, code [[8841]]",
    "code alarme école [[8841*]]",
    "code boîte à clés : [[3306]]",
    "code du cadenas [[3306]]",
    "cadenas : [[3306]]",
    "code d'accès : [[HX44-P]]",
    "code d'accès de l'élève : [[H7K9MM2]]",
    "code PIN : [[1234]]",
    "pin [[1234]]",
    "PIN carte SIM : [[1234]] PUK : [[12345678]]",
    "code PUK [[12345678]]",
    "code SIM [[1234]]",
    "code sim : [[0000]]",
    "code de la carte [[4471]]",
    "code carte bleue [[4471]]",
    "code de ma CB : [[4471]]",
    "son code de carte bancaire est le [[4471]]",
    "code secret : [[4471]]",
    "code d'activation : [[KLM-883-QQZ]]",
    "Code d'activation FranceConnect [[883412]]",
    "code de vérification : [[883412]]",
    "votre code de vérification est [[883412]]",
    "[[883412]] est votre code de confirmation",
    "Votre code de connexion : [[883 412]]",
    "code reçu par sms : [[883412]]",
    "code à usage unique : [[883412]]",
    "OTP [[883412]]",
    "code de déverrouillage : [[2580]]",
    "code de déverrouillage du téléphone : [[2580]]",
    "code tel [[2580]]",
    "schéma : code du téléphone [[258013]]",
    "code confidentiel [[883412]]",
    "code messagerie vocale [[2580]]",
    "code photocopieur : [[4415]]",
    "code copieur [[4415]]",
    "code badge 4 chiffres : [[4415]]",
    "phrase secrète : « [[le chat dort sous la table]] »",
    'mot de passe : "[[trois petits chats]]"',
    "phrase de passe : [[correct cheval batterie agrafe]]",
    'passphrase "[[correct cheval batterie agrafe]]"',
    "login : jdupont / [[Bienvenue_2025*]]",
    "Identifiant jdupont / [[Bienvenue_2025*]]",
    "identifiants : jdupont / [[Bienvenue_2025*]]",
    "Accès : jdupont - [[Bienvenue_2025*]]",
    "vos codes : jdupont / [[soleil12]]",
    "codes : a.roux2 // [[soleil12]]",
    "user jdupont pass [[soleil12]]",
    "id jdupont mdp [[soleil12]]",
    "mot de passe\n[[Bienvenue_2025*]]",
    "Mot de passe :\n\n[[Bienvenue_2025*]]",
    "Mot de passe :\n    [[Bienvenue_2025*]]",
    "j'ai mis [[Azerty123]] comme mot de passe",
    "c'est [[Azerty123]] le mot de passe",
    "[[Azerty123!]] (mot de passe)",
    "ancien mot de passe : [[azerty]], nouveau : [[querty56]]",
    "nouveau mdp [[querty56]]",
    "mdp toujours [[querty56]]",
    "mot de passe inchangé : [[querty56]]",
    "mot de passe pour le dossier zip : [[paie-2024]]",
    "le fichier est protégé, mot de passe [[paie-2024]]",
    "Le document s'ouvre avec [[paie-2024]] (mot de passe)",
    "ID de réunion : 884 112 991, code secret : [[x7Kp2]]",
    "eduroam : jdupont@univ.example, mot de passe [[x7Kp2mm]]",
    "m0t de passe : [[x7Kp2mm]]",
    "mot  de  passe  :  [[x7Kp2mm]]",
    "MOT DE PASSE : [[X7KP2MM]]",
    "mots de passe : [[x7Kp2mm]] et [[b8Lq3nn]]",
    "mdp: [[x7Kp2mm]], code porte [[4512]]",
    "mdp [[sophie1974]] si t'as besoin",
    "le mdp pour pronote [[sophie1974]]",
    "son mot de passe (il l'a noté : [[Rex2010]])",
    'mot de passe "[[Rex2010]]"',
    "mot de passe : <[[Rex2010]]>",
    "mot de passe : `[[Rex2010]]`",
    "**Mot de passe** : [[Rex2010]]",
    "Mot de passe -> [[Rex2010]]",
    "mot de passe – [[Rex2010]]",
    "mdp;[[Rex2010]]",
    "secret partagé : [[9aa1bb2cc3dd]]",
    "clé privée : [[5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNydYXYB9KF]]",
    "clé de licence : [[XK8F2-99PLM-QQ12Z]]",
    "Clé de chiffrement : [[9aa1bb2cc3ddee]]",
    "réponse à la question secrète : [[Médor]]",
    "mot de passe wifi invités [[Bastide-1789]]",
    "coffre-fort numérique : code [[991188]]",
    "TOTP : [[JBSWY3DPEHPK3PXP]]",
    "code de récupération : [[a8f7-e6d5-c4b3]]",
    "Codes de secours : [[a8f7-e6d5]], [[c4b3-a2f1]]",
)

# What looks like it and is nobody's.
NOBODYS = (
    "mot de passe oublié",
    "Mot de passe oublié ? Cliquez ici",
    "jeudi 12 mars",
    "changer votre mot de passe tous les 90 jours",
    "Veuillez changer votre mot de passe : cliquez sur le lien",
    "code postal 04100",
    "code postal : 04100",
    "code APE 8411Z",
    "code NAF : 8411Z",
    "code du travail",
    "Code du travail, article L1234-5",
    "code promo ETE2024",
    "code INSEE 04088",
    "code commune : 04088",
    "le mot de passe doit contenir 12 caractères",
    "Le mot de passe : 12 caractères minimum",
    "mot de passe : obligatoire",
    "mot de passe : à définir",
    "mot de passe : voir courrier",
    "mot de passe : celui de votre ordinateur",
    "mot de passe : le même que pour la messagerie",
    "le mot de passe est personnel",
    "le mot de passe est confidentiel et ne doit pas être communiqué",
    "le mot de passe sera envoyé par SMS",
    "mot de passe : (envoyé séparément)",
    "mot de passe : envoyé par SMS",
    "Mot de passe : ••••••••",
    "Mot de passe : ________",
    "Mot de passe :",
    "mot de passe incorrect",
    "mdp oublié svp",
    "mdp perdu",
    "j'ai perdu mon mdp",
    "j'ai oublié mon mot de passe, merci de le réinitialiser",
    "réinitialisation du mot de passe : cliquer sur « oublié »",
    "le mdp marche pas",
    "mdp pas bon",
    "le mot de passe ne marche plus depuis lundi",
    "mot de passe expiré le 12/03/2024",
    "code de la route",
    "code de l'urbanisme",
    "code général des collectivités territoriales",
    "code électoral",
    "code de la commande publique",
    "code couleur : rouge",
    "code article : 4412",
    "code analytique : 4412",
    "code service : 020",
    "Code client : 4412 ",
    "code barre : 3760012345678",
    "code agent : voir RH",
    "code source",
    "code QR",
    "code EAN 3760012345678",
    "code budgétaire 6411",
    "code action B12",
    "code RNE 0040012A",
    "code UAI : 0040012A",
    "code SWIFT : AGRIFRPP",
    "code banque 10278",
    "code guichet 04512",
    "code ROME K1801",
    "code IDCC 1234",
    "code CPV 45000000",
    "code NUTS : FRL01",
    "code TVA : FR12345678901",
    "code vestimentaire : tenue correcte",
    "code 2024 de déontologie",
    "jeton de présence : 35 euros",
    "jetons de présence",
    "le jeton coûte 2 euros",
    "jeton : 2 €",
    "token : unité de texte",
    "max_tokens: 512",
    '"total_tokens": 1843',
    "token par seconde : 45",
    '"completion_tokens": 12',
    "le pass culture : 300 euros",
    "pass navigo",
    "Pass Région : inscription",
    "pass sanitaire : obligatoire",
    "passe : 12 €",
    "il passe : 14h",
    "le passe sanitaire",
    "passe-partout",
    "le passage",
    "le code du dossier",
    "la clé du local est à la mairie",
    "clé : à retirer en mairie",
    "clés : 3 exemplaires",
    "clé USB 16 Go",
    "clé de répartition : 40/60",
    "clé RIB : 44",
    "clé 94",
    "les mots de passe des agents",
    "politique de mots de passe : 12 caractères, renouvelés tous les 6 mois",
    "mot de passe robuste : majuscules, chiffres",
    "wifi : gratuit",
    "wifi gratuit en mairie",
    "wifi : 30 minutes",
    "Wi-Fi : oui",
    "accès wifi : tous les étages",
    "digicode en panne",
    "le digicode ne marche plus",
    "digicode : hors service",
    "digicode : à changer",
    "code porte en panne",
    "code d'accès délivré à l'accueil",
    "code d'accès : demander à l'accueil",
    "PIN : 3 essais",
    "pin maritime",
    "pin d'Alep",
    "un pin de 12 m",
    "OTP envoyé par SMS",
    "le code reçu par sms",
    "code de vérification envoyé",
    "code secret oublié",
    "question secrète : nom de votre animal",
    "secret professionnel",
    "secret médical",
    "secret : oui",
    "secret de la correspondance",
    "vote à bulletin secret : 12 pour",
    "scrutin secret : unanimité",
    "scrutin : secret",
    "bulletin secret",
    "API : voir documentation",
    "clé API manquante",
    "clé d'API : demander à la DSI",
    '"finish_reason": "stop"',
    "model: gpt-4o-mini-2024",
    "sha256 vérifié",
    "cadenas : à prévoir",
    "alarme : en service",
    "code alarme modifié",
    "code photocopieur : voir secrétariat",
    "accès : 9h-12h",
    "accès : parking P2",
    "Accès PMR",
    "accès : rue-Hugo",
    "codes : 6411, 6413",
    "code lot 4",
    "code fonction 020",
    "password required",
    "reset your password",
    "password must be 12 characters",
    "password: ***",
    "mot de passe : <à compléter>",
    "mot de passe : [mot de passe]",
    "mdp : {{password}}",
    "MDP=${MDP}",
    "DB_PASSWORD=${DB_PASSWORD}",
    "code de la sécurité intérieure",
    "numéro de série SN-44F2-99",
    "référence 2024-TX-07",
    "modèle HP-LaserJet-M404",
    "version 3.14.2",
    "pour le mot de passe : appelez le 04 92 00 00 00",
    "mot de passe : contactez le support",
    "Code RAL 7016",
    "code 39",
)


@pytest.mark.parametrize("marked", AS_PEOPLE_WRITE)
def test_what_people_write_is_covered(left_bare: Callable[[str], list[str]], marked: str) -> None:
    assert left_bare(marked) == []


@pytest.mark.parametrize("text", NOBODYS)
def test_near_misses_of_it_stay_readable(found: Callable[[str], list[str]], text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "piece", ["mdp : ", "mot de passe ", "code ", "cle 9F3A 7B2C ", 'mdp "', "\n: a1", "codes : a1b2, "]
)
def test_time_is_linear_on_pieces_of_announcements(piece: str) -> None:
    alone = Rules((DETECTOR,))
    started = time.process_time()
    list(alone.candidates(fold(piece * (40_000 // len(piece)))))
    assert time.process_time() - started < 2
