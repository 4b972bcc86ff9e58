"""`garant organisation create` and `garant organisation list`."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from garant.directory.founding.actions import Beginning, First


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    organisation = commands.add_parser(
        "organisation", help="créer une organisation, lister celles qui sont là"
    )
    actions = organisation.add_subparsers(dest="action", metavar="ACTION", required=True)

    create = actions.add_parser(
        "create",
        help="créer une organisation, sa charte et la première personne qui l’administre",
        description="Crée une organisation. Ce qui manque est demandé ; le mot de passe initial s’affiche une fois.",
    )
    create.add_argument("--name", metavar="NOM", help="le nom de l’organisation")
    create.add_argument("--slug", metavar="NOM_COURT", help="le nom court (par défaut : tiré du nom)")
    create.add_argument("--charter", metavar="MODÈLE", help="la charte de référence dont elle part")
    create.add_argument("--admin-name", metavar="NOM", help="prénom et nom de qui administre")
    create.add_argument("--admin-email", metavar="ADRESSE", help="adresse électronique de qui administre")
    create.add_argument("--adopted-by", metavar="INSTANCE", default="", help="qui a adopté la charte")
    create.add_argument("--adopted-on", metavar="AAAA-MM-JJ", default="", help="quand")
    create.add_argument(
        "--contact", metavar="ADRESSE", default="", help="adresse de contact de l’organisation"
    )
    create.add_argument(
        "--private", action="store_true", help="association ou autre personne privée (sinon : publique)"
    )
    create.add_argument("--place", metavar="TERRITOIRE", default="metropole", help="dont elle suit l’heure")
    create.set_defaults(run=_create)

    listed = actions.add_parser("list", help="lister les organisations de cette installation")
    listed.set_defaults(run=_list)


def _create(arguments: argparse.Namespace) -> int:
    _start()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction

    from garant.directory import journal
    from garant.directory.founding.actions import create_organisation
    from garant.web.equipping import equip

    settings.GARANT_STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    asked = _asked(arguments)
    if asked is None:
        return 2
    beginning, first = asked
    journal.write_as("organisation")  # the pages may be running: they hold their own chain
    try:
        with transaction.atomic():
            organisation, person, password = create_organisation(beginning, first)
            equipped = equip(organisation.slug)
    finally:
        journal.write_as(journal.WRITER)
    print(f"{organisation.name} est créée, sous le nom court {organisation.slug}.")
    print(f"  Adresse de connexion   {person.email}")
    print(f"  Mot de passe initial   {password}")
    print("Notez-le : il ne sera plus jamais affiché. Il se change à la première connexion.")
    if equipped:
        print("Elle trouve dans ses systèmes l’assistant interne de cette machine ; elle peut le retirer.")
    return 0


def _list(arguments: argparse.Namespace) -> int:
    _start()
    from django.conf import settings

    from garant.directory import queries
    from garant.words import count

    if not (settings.GARANT_STATE / "garant.sqlite3").exists():
        print(f"Rien n’est encore installé dans {settings.GARANT_STATE}.")
        return 0
    found = queries.organisations()
    width = max((len(each.slug) for each in found), default=0)
    for each in found:
        charter = queries.charter_in_force(each).policy
        people = count(queries.active_people_count(each), "compte actif", "comptes actifs")
        print(f"  {each.slug:<{width}}   {each.name}, charte du {charter.version}, {people}")
    print(count(len(found), "organisation"))
    return 0


def _asked(arguments: argparse.Namespace) -> "tuple[Beginning, First] | None":
    """What the command line says, and for what it leaves out, what the person answers; None where a value is wrong."""
    from datetime import date

    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from garant.deadlines import Place
    from garant.directory.founding.actions import Beginning, First, free_slug
    from garant.directory.founding.charter import Filling, models

    name = _answer("--name", arguments.name, "Nom de l’organisation")
    if not name:
        return None
    slug = arguments.slug or _proposed("Nom court", free_slug(name))
    model = arguments.charter or _model(models())
    if not model:
        return None
    admin = _answer("--admin-name", arguments.admin_name, "Prénom et nom de la personne qui administre")
    email = _answer("--admin-email", arguments.admin_email, "Son adresse électronique") if admin else ""
    if not admin or not email:
        return None
    try:
        adopted = date.fromisoformat(arguments.adopted_on) if arguments.adopted_on else None
    except ValueError:
        _wrong("--adopted-on attend une date, comme 2026-12-01")
        return None
    try:
        for address in (email, arguments.contact):
            if address:
                validate_email(address)
    except ValidationError:
        _wrong("l’adresse électronique n’est pas valable")
        return None
    if arguments.place not in set(Place):
        _wrong(f"--place attend l’un de : {', '.join(Place)}")
        return None
    beginning = Beginning(
        slug=slug,
        model=model,
        filling=Filling(name, arguments.adopted_by, adopted),
        public=not arguments.private,
        place=Place(arguments.place),
        contact=arguments.contact,
    )
    return beginning, First(email=email, full_name=admin)


def _model(models: tuple[tuple[str, str], ...]) -> str:
    if sys.stdin.isatty():
        for id_, title in models:
            print(f"  {id_:<24} {title}")
    return _answer("--charter", None, "Charte de référence", default="essentielle")


def _answer(option: str, given: str | None, question: str, *, default: str = "") -> str:
    """What the option says; else what a person types. Nothing, said once, where nobody is there to be asked."""
    if given is not None and given.strip():
        return given.strip()
    if not sys.stdin.isatty():
        if not default:
            print(f"garant organisation create : il manque {option}.", file=sys.stderr)
        return default
    return _proposed(question, default)


def _proposed(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    shown = f" [{default}]" if default else ""
    while True:
        try:
            typed = input(f"{question}{shown} : ").strip() or default
        except EOFError:
            raise KeyboardInterrupt from None
        if typed:
            return typed


def _wrong(sentence: str) -> None:
    print(f"garant organisation create : {sentence}.", file=sys.stderr)


def _start() -> None:
    import django

    os.umask(0o077)  # the database holds what people write: its owner alone reads it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "garant.web.settings")
    django.setup()
