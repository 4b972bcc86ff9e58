"""The gateway as the measures run it: a real charter, a real journal on the disk."""

import os
from datetime import UTC, datetime
from pathlib import Path

from garant.charter import compile_policy, load_shipped
from garant.gateway import ApiKey, FixedSource, Snapshot, System, build_app, hash_of
from garant.journal import Spool
from garant.words import Zone

KEY = "sk-garant-mesure"

policy = compile_policy(load_shipped("alpes-de-haute-provence"))
system = System(
    id="mesure",
    organisation="mesure",
    model="modele-offert",
    name="Service mesuré",
    zone=Zone.EXTERNAL,
    level=1,
    url=os.environ["BENCH_UPSTREAM"],
    upstream_model="modele",
)
snapshot = Snapshot(
    version=1,
    published_at=datetime.now(UTC),
    policies={"mesure": policy},
    systems=(system,),
    keys=(ApiKey(hash_of(KEY), "mesure", "mesure", acknowledged=policy.version),),
)
spool = Spool.open(Path(os.environ["BENCH_STATE"]), writer="gateway", key=bytes(32))
app = build_app(FixedSource(snapshot), spool, secret=bytes(32), at_stop=spool.close)
