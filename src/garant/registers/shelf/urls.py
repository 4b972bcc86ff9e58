"""Addresses of the registers of rows: the pages that a register has of its own first, then those that all share."""

from django.urls import path, register_converter

from garant.registers.assessments import views as assessments
from garant.registers.commitments import views as commitments
from garant.registers.declared import views as declared
from garant.registers.duerp import views as duerp
from garant.registers.lessons import views as lessons
from garant.registers.processing import views as processing
from garant.registers.shelf import import_views, views
from garant.registers.shelf.index import index
from garant.registers.shelf.shelf import Shelf
from garant.registers.shelves import SHELVES


class ShelfConverter:
    """The name of a register in an address. Another name is no address at all."""

    regex = "|".join(SHELVES)

    def to_python(self, value: str) -> Shelf:
        return SHELVES[value]

    def to_url(self, value: Shelf | str) -> str:
        return value if isinstance(value, str) else value.slug


register_converter(ShelfConverter, "shelf")

urlpatterns = [
    path("registres/", index, name="index"),
    path("registres/duerp/", duerp.duerp, name="duerp"),
    path("registres/duerp/export.csv", duerp.duerp_csv, name="duerp-csv"),
    path("registres/duerp/export.ods", duerp.duerp_ods, name="duerp-ods"),
    path("registres/usages-declares/", declared.declared_uses, name="declared-uses"),
    path("registres/usages-declares/nouveau/", declared.declare, name="declare-use"),
    path("registres/usages-declares/<uuid:record>/", declared.declared_use, name="declared-use"),
    path("registres/usages-declares/<uuid:record>/repondre/", declared.answer, name="answer-use"),
    path("registres/engagements/", commitments.commitments, name="commitments"),
    path("registres/engagements/charte/", commitments.follow_charter, name="follow-charter"),
    path("registres/aipd/importer-pia/", assessments.new_pia, name="new-pia"),
    path("registres/aipd/<uuid:record>/pia.json", assessments.pia_file, name="pia-file"),
    path(
        "registres/traitements/export-cnil.csv",
        processing.exported,
        {"register": "cnil-register"},
        name="cnil-csv",
    ),
    path(
        "registres/traitements/export-madis.csv", processing.exported, {"register": "madis"}, name="madis-csv"
    ),
    path("registres/retours/", lessons.lessons, name="lessons"),
    path("registres/<shelf:shelf>/", views.records, name="shelf"),
    path("registres/<shelf:shelf>/imprimer/", views.printed, name="print-shelf"),
    path("registres/<shelf:shelf>/export.csv", views.file, {"form": "csv"}, name="shelf-csv"),
    path("registres/<shelf:shelf>/export.ods", views.file, {"form": "ods"}, name="shelf-ods"),
    path("registres/<shelf:shelf>/nouveau/", views.new, name="new-record"),
    path("registres/<shelf:shelf>/importer/", import_views.new_import, name="new-import"),
    path("registres/<shelf:shelf>/importer/<uuid:pending>/", import_views.dry_run, name="import"),
    path(
        "registres/<shelf:shelf>/importer/<uuid:pending>/confirmer/",
        import_views.confirm,
        name="confirm-import",
    ),
    path(
        "registres/<shelf:shelf>/importer/<uuid:pending>/abandonner/",
        import_views.give_up,
        name="give-up-import",
    ),
    path("registres/<shelf:shelf>/<uuid:record>/", views.record, name="record"),
    path("registres/<shelf:shelf>/<uuid:record>/modifier/", views.amend, name="amend-record"),
    path("registres/<shelf:shelf>/<uuid:record>/<slug:name>/", views.move, name="move-record"),
]
