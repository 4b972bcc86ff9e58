"""The openai npm package, unmodified, through Node where it is present."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from gateway_world import DONE, KEY, NIR, Gateway, chunk, echo, last_text, streamed

PROJECT = Path(__file__).parents[1] / "node"
NODE, NPM = shutil.which("node"), shutil.which("npm")
TEXT = f"Madame Claire Martin, NIR {NIR}, demande une aide."


@pytest.fixture(scope="module")
def installed() -> Path:
    """The package, fetched once; without Node or a registry that answers, these tests say so and are skipped."""
    if NODE is None or NPM is None:
        pytest.skip("node and npm are not installed: the openai npm package was not tried")
    if not (PROJECT / "node_modules" / "openai").is_dir():
        # No lock file: it would hold the address of a registry.
        fetch = [NPM, "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            done = subprocess.run(fetch, cwd=PROJECT, capture_output=True, timeout=180, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip("the npm registry does not answer: the openai npm package was not tried")
        if done.returncode:
            pytest.skip("npm could not fetch the openai package: it was not tried")
    return PROJECT


def test_everything_works_as_with_any_other_server(gateway: Gateway, installed: Path) -> None:
    async def behave(request: Any, body: dict[str, Any]) -> Any:
        if last_text(body) == "coupe":
            return await streamed(request, [chunk({"content": "a"})], end=False)
        if body.get("tools"):
            arguments = json.dumps({"a": last_text(body)})
            function = {"name": "ecrire", "arguments": ""}
            pieces = [
                chunk(
                    {
                        "role": "assistant",
                        "tool_calls": [{"index": 0, "id": "c", "type": "function", "function": function}],
                    }
                )
            ]
            pieces += [chunk({"tool_calls": [{"index": 0, "function": {"arguments": c}}]}) for c in arguments]
            return await streamed(request, [*pieces, chunk({}, "tool_calls"), DONE])
        return await echo(request, body)

    gateway.external.behave = behave
    assert NODE is not None
    ran = subprocess.run(
        [NODE, "check.mjs", f"{gateway.url}/v1", KEY, TEXT],
        cwd=installed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["plain"] == seen["streamed"] == seen["gathered"] == TEXT
    assert seen["arguments"] == {"a": TEXT}
    assert seen["model"] == "externe"
    assert seen["request"].startswith("req_")
    assert seen["impacts"]["kWh"] > 0
    assert seen["usages"] == 1
    assert seen["models"] == [["externe", "external"], ["interne", "internal"]]
    blocked = {
        "kind": "PermissionDeniedError",
        "status": 403,
        "code": "charter_personal_data_blocked",
        "type": "permission_error",
        "param": "messages[0].content",
        "request": True,
    }
    assert seen["blocked"] == seen["blockedStream"] == blocked
    assert (seen["unknown"]["kind"], seen["unknown"]["code"]) == ("NotFoundError", "unknown_model")
    assert (seen["wrong"]["kind"], seen["wrong"]["param"]) == ("BadRequestError", "temperature")
    assert seen["broken"]["code"] == "upstream_broken"
    assert NIR not in gateway.external.texts()
