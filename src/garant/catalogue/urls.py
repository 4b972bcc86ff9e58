from django.urls import path

from garant.catalogue.views import files, listing, market, pool, systems

app_name = "catalogue"

urlpatterns = [
    path("systemes/", systems.systems, name="list"),
    path("systemes.json", systems.systems_json, name="json"),
    path("systemes.csv", systems.systems_csv, name="csv"),
    path("systemes/fragment/<str:token>/", listing.fragment, name="fragment"),
    path("systemes/fragment/<str:token>/page/", listing.framed, name="framed"),
    path("suspendre-une-clause/", files.suspend_clause, name="suspend-clause"),
    path("systemes/mutualises/", pool.pooled, name="pooled"),
    path("systemes/mutualises/<uuid:source>/adopter/", pool.adopt, name="adopt"),
    path("systemes/<slug:slug>/mutualiser/", pool.offer, name="offer"),
    path("systemes/<slug:slug>/", systems.system, name="system"),
    path("systemes/<slug:slug>/versions/", systems.versions, name="versions"),
    path("systemes/<slug:slug>/versions/nouvelle/", systems.new_version, name="new-version"),
    path("systemes/<slug:slug>/dossier/", files.file, name="file"),
    path("systemes/<slug:slug>/preuves/nouvelle/", files.new_proof, name="new-proof"),
    path("systemes/<slug:slug>/suspendre/", files.suspend, name="suspend"),
    path("systemes/<slug:slug>/retablir/", files.resume, name="resume"),
    path("preuves/<uuid:proof>/retirer/", files.withdraw_proof, name="withdraw-proof"),
    path("preuves/<uuid:proof>/document/", files.proof_document, name="proof-document"),
    path("fournisseurs/", market.vendors, name="vendors"),
    path("fournisseurs/nouveau/", market.new_vendor, name="new-vendor"),
    path("fournisseurs/<uuid:vendor>/", market.vendor, name="vendor"),
    path("fournisseurs/<uuid:vendor>/modifier/", market.amend_vendor, name="amend-vendor"),
    path("fournisseurs/<uuid:vendor>/contrats/nouveau/", market.new_contract, name="new-contract"),
    path("fournisseurs/<uuid:vendor>/preuves/nouvelle/", market.new_proof, name="new-vendor-proof"),
    path("contrats/<uuid:contract>/modifier/", market.amend_contract, name="amend-contract"),
    path("administration/systemes/nouveau/", systems.new_system, name="new"),
    path("administration/systemes/<slug:slug>/", systems.amend_system, name="amend"),
    path("administration/liste-des-systemes/", listing.listing, name="listing"),
    path("administration/liste-des-systemes/adresse/", listing.renew, name="renew-listing"),
    path("administration/liste-des-systemes/fermer/", listing.close, name="close-listing"),
]
