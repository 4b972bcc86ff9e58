"""Public desks: the mailboxes, telephones and places of bodies, which are nobody's personal data.

One small frozen object that each detector of contact data reads. An organisation adds its own words with
`extended`; `DEFAULT` is what French public bodies commonly use (own list, November 2026, no outside source).
All words are folded: lower case, no accents.
"""

from dataclasses import dataclass, replace

from garant.privacy.vocabulary import as_words


@dataclass(frozen=True, slots=True)
class Desks:
    """What speaks for a body rather than for a person.

    `bodies`: words that name a body, its premises or a part of it ("mairie", "siege", "salle").
    `happenings`: words of what takes place in public space ("chantier", "permanence", "arrete").
    `counters`: words of a telephone that answers for a body ("standard", "accueil").
    `mailboxes`: whole words of the local part that are never somebody's ("contact", "mairie").
    `weak_mailboxes`: the same, but only where nothing else in the local part looks like a name ("pm", "sport").
    `domains`: labels of domains that belong to public bodies ("mairie", "departement").
    `handles`: words with which the pages and accounts of bodies begin ("ville", "mairie").
    """

    bodies: frozenset[str]
    happenings: frozenset[str]
    counters: frozenset[str]
    mailboxes: frozenset[str]
    weak_mailboxes: frozenset[str]
    domains: frozenset[str]
    handles: frozenset[str]

    def extended(self, **words: frozenset[str]) -> "Desks":
        """The same with more words, by the names of the fields. Nothing can be taken away: only added."""
        return replace(self, **{name: getattr(self, name) | added for name, added in words.items()})


DEFAULT = Desks(
    bodies=as_words(
        """
        mairie mairies siege prefecture sous-prefecture souspref departement region metropole agglomeration agglo
        communaute syndicat syndic commune municipalite conseil departemental regional municipal tribunal judiciaire
        greffe ccas cias mdph caf msa cpam urssaf carsat crous ase pmi mds mdsi mdph cmp cmpp ime esat sessad camsp
        ecole ecoles college lycee lycees universite faculte campus creche creches halte-garderie periscolaire multi-accueil mediatheque bibliotheque ludotheque maison maisons salle gymnase stade
        complexe centre espace commissariat gendarmerie brigade caserne tresorerie hopital clinique ehpad foyer
        office association associations amicale club comite collectif federation fondation agence service services
        direction directions antenne pole bureau guichet musee theatre cinema piscine dechetterie decheterie
        cimetiere cabinet etude sarl sas sasu eurl scop societe entreprise groupe snc selarl banque mutuelle assurance
        pharmacie restaurant hotel boulangerie garage magasin marche etablissement rectorat inspection academie
        ministere dsden dreets ars ddt dgfip impots cnil ateliers atelier usine depot regie cuisine
        cantine restaurant accueil secretariat president presidente prefet prefete maire directeur directrice
        inspecteur inspectrice recteur rectrice ministre procureur poste gare eglise parking aire parc jardin square
        monument batiments-communaux locaux local hebergement-urgence chrs cada huda samu pompiers sdis police
        urgences laboratoire crs cpts residence-autonomie ccas-cias chu chi ch ts bailleur foncia syndicale union
        bar tabac brasserie boucherie coiffure salon boutique epicerie camping taxi ets etablissements fleuriste
        relais epicerie-solidaire ressourcerie recyclerie papeterie librairie quincaillerie imprimerie menuiserie plomberie maconnerie supermarche superette carrosserie
        fournisseur prestataire commercant commerce cave domaine-viticole poissonnerie fromagerie traiteur pressing
        opticien veterinaire auto-ecole autoecole conservatoire crematorium funerarium aeroport dispensaire maternite
        sante-travail avocats avocat notaire notaires huissier huissiers commissaire-justice
        """
    ),
    happenings=as_words(
        """
        travaux chantier chantiers voirie stationnement circulation acces reunion reunions rendez-vous rdv permanence
        permanences inauguration ouverture horaires ouvert ouverte seance ceremonie exposition spectacle concert
        distribution collecte tournee arrete deviation eclairage fouilles tranchee refection requalification
        amenagement parcelle cadastree cadastre permis lotisseur acquisition cession vente preemption bail
        denomination numerotation carrefour abribus arret intersection sinistre inspection controle bornage marche
        rendez camera cameras videoprotection recharge bornes stationner abri abribus accident candelabre lampadaire panne fourriere stationne demoli demolie demolition permissionnaire poubelles conteneur
        conteneurs dessert desservi emprise desaffectation expropriation peril mise-en-securite enquete recensement
        atelier conference vernissage repetition convocation rassemblement depart point-de-vente vote urne scrutin
        """
    ),
    counters=as_words(
        """
        standard accueil mairie mairies secretariat service services guichet permanence prefecture caf msa mdph ccas
        cias hotline urgence urgences astreinte vert commissariat gendarmerie tresorerie departement departemental
        region regional metropole communaute syndicat office mediatheque bibliotheque piscine ecole college lycee
        creche ehpad hopital clinique centre cabinet direction maison antenne mission pole allo gratuit national cnil
        ars cpam pmi mds acces plateforme agence tribunal greffe rectorat dasen dsden dpo assistance support
        association renseignements renseignement infos info informations information contactez contactez-nous fax
        telecopie telecopieur deontologue inscriptions reservations reservation billetterie guichets
        dechetterie decheterie police pompiers samu usagers public numero-unique centre-anti-poison ligne-d-ecoute
        ecoute observatoire musee theatre office-tourisme syndic bailleur entreprise societe sarl sas sasu eurl
        pharmacie restaurant hotel garage banque mutuelle assurance regie depannage fourriere cimetiere crematorium
        etablissement secours conseil commune municipalite agglomeration agglo siege ministere impots dgfip urssaf
        carsat foyer crous cmp cantine periscolaire presse inscription registre relais
        renseigner reservez inscrivez cuisine cuisines abbaye monastere corg codis electricite enedis edf traiteur
        """
    ),
    mailboxes=as_words(
        """
        contact contacts mairie mairies voirie travaux proprete environnement cantine restauration transports mobilite
        accueil infos information informations secretariat administration communication courrier noreply
        no-reply ne-pas-repondre nepasrepondre dpo rgpd rssi ccas cias mdph assistance service services
        urbanisme etatcivil etat-civil etat elections scolaire periscolaire ecole ecoles college lycee creche mediatheque
        bibliotheque crl musee tourisme finances comptabilite facturation facture factures marches
        marchespublics recrutement candidature candidatures webmaster postmaster abuse newsletter inscription
        inscriptions reservation reservations reclamation reclamations usagers direction dechets eau
        assainissement policemunicipale techniques ctm hello bonjour solidarite solidarites petite-enfance prefecture
        sous-prefecture conseil agglo agglomeration metropole communaute syndicat association asso
        federation guichet standard missionlocale pmi mds incidents moderation webmestre greffe tribunal cnil
        vie-associative vieassociative participation democratie donneespersonnelles protectiondonnees mailer-daemon
        donotreply billetterie secretaire secretairemairie secretaire-mairie pref ddt dreets dsden rectorat tresorerie
        commissariat gendarmerie sdis cdg ehpad residence club comite amicale collectif federation boutique
        dpd enquete enquete-publique pref-collectivites ressources ressources-humaines commande commandes commercial sav support facturations planning astreinte standardiste
        """
    ),
    weak_mailboxes=as_words(
        """
        info admin presse rh drh dsi dgs caf support aide office achats emploi emplois jobs cabinet police pm technique
        st dst sav enfance jeunesse sports sport culture logement habitat region departement commune ville bureau
        mission ase protection donnees donnees-personnelles incident securite alerte formation formations
        site ce sg centre espace maison pole equipe permanence crous drac ars cpam msa rsa apa fsl pch aah
        centre-aere jardin parc piscine stade salle sante social sociale public publics publique
        commerce agriculture chasse peche theatre cinema festival fetes vie economie economique numerique
        """
    ),
    domains=as_words(
        """
        mairie ville villede commune departement cd cg conseil region metropole agglo agglomeration communaute cc ca
        gouv interieur justice impots dgfip caf cpam msa ameli mdph ccas cias ac academie education sdis cdg sivom syndicat
        prefecture francetravail pole-emploi service-public urssaf ars sante hopital chu aphp police gendarmerie
        mediatheque office tourisme mission missionlocale region-sud maregionsud
        """
    ),
    handles=as_words(
        """
        mairie ville commune departement region conseil metropole agglo prefecture ccas gouv gouvernement service asso
        association officiel office mediatheque bibliotheque ecole college lycee police gendarmerie pompiers sdis media
        ministere elysee prefet prefete clg lyc caf franceconnect ameli francetravail communaute cc cd musee theatre club comite festival
        tourisme
        """
    ),
)
