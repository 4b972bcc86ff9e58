"""A real Dask cluster of this machine: skipped, with its reason, where Dask is not installed (the extra `bulk`)."""

import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from bulk_world import SECRET, outputs, quiet, treated

from garant.bulk import Collection, Options, Places
from garant.bulk.errors import ClusterUnreachable, FolderNotShared, RulesDiffer

distributed = pytest.importorskip(
    "distributed", reason="dask.distributed is not installed: pip install garant[bulk]"
)
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_bytes_as_this_machine(tree: Path, tmp_path: Path, address: str):
    from garant.bulk.cluster import Cluster

    (tree / "inconnu.xyz").write_text("x")
    here = treated(tree, tmp_path / "ici")
    with Collection.begin(Places.of(tree, tmp_path / "sortie"), Options(), SECRET) as collection:
        workers = Cluster(address, collection.places)
        try:
            there = collection.run(collection.look(), workers, quiet, time.monotonic)
        finally:
            workers.stop()
    assert there == here
    assert outputs(tmp_path / "sortie") == outputs(tmp_path / "ici")


def test_workers_of_another_version_are_refused_before_anything_is_done(
    tree: Path, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
):
    from garant.bulk.cluster import Cluster

    places = Places.of(tree, tmp_path / "sortie")
    places.make()
    monkeypatch.setattr("garant.bulk.cluster.rules_digest", lambda: "autres")
    with pytest.raises(RulesDiffer):
        Cluster(address, places)


def test_a_folder_that_workers_do_not_see_is_refused_before_anything_is_done(
    tree: Path, tmp_path: Path, address: str
):
    from garant.bulk.cluster import Cluster

    places = Places.of(tree, tmp_path / "sortie")
    places.make()
    places.key_parts.rmdir()
    with pytest.raises(FolderNotShared):
        Cluster(address, places)


def test_a_scheduler_that_does_not_answer_is_said(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from garant.bulk import cluster

    monkeypatch.setattr(cluster, "_SECONDS", 0.5)
    places = Places.of(tree, tmp_path / "sortie")
    places.make()
    with pytest.raises(ClusterUnreachable):
        cluster.Cluster("tcp://127.0.0.1:1", places)
