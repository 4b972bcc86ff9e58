// Checks the journal's checkpoints in the page: each signature, and that each point only adds to the one before it.
// The forms are C2SP's signed note and tlog-checkpoint; the proofs are those of RFC 9162, 2.1.4.2.

const ED25519 = 1;
const encoder = new TextEncoder();

const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const same = (one, other) => one.length === other.length && one.every((octet, at) => octet === other[at]);
const sha256 = async (octets) => new Uint8Array(await crypto.subtle.digest("SHA-256", octets));

const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const node = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

export async function readKey(line) {
  const [, name, id, rest] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
  if (!name) throw new Error("la clé n’a pas la forme attendue");
  const held = bytesOf(rest);
  const expected = await sha256(joined(encoder.encode(`${name}\n`), held));
  const hex = [...expected.slice(0, 4)].map((octet) => octet.toString(16).padStart(2, "0")).join("");
  if (held[0] !== ED25519 || held.length !== 33 || hex !== id) throw new Error("la clé est abîmée");
  const key = await crypto.subtle.importKey("raw", held.slice(1), { name: "Ed25519" }, false, ["verify"]);
  return { name, id: expected.slice(0, 4), key };
}

export async function openNote(note, key) {
  const whole = note.replaceAll("\r\n", "\n");
  const cut = whole.lastIndexOf("\n\n");
  if (cut < 0) throw new Error("ce n’est pas un point de contrôle");
  const text = whole.slice(0, cut + 1);
  const prefix = `— ${key.name} `;
  const line = whole.slice(cut + 2).split("\n").find((each) => each.startsWith(prefix));
  if (!line) throw new Error("il n’est pas signé par cette clé");
  const held = bytesOf(line.slice(prefix.length).trim());
  const signed =
    same(held.slice(0, 4), key.id) &&
    (await crypto.subtle.verify({ name: "Ed25519" }, key.key, held.slice(4), encoder.encode(text)));
  if (!signed) throw new Error("sa signature n’est pas celle de cette clé");
  const [origin, size, root] = text.split("\n");
  return { origin, size: Number(size), root: bytesOf(root), text };
}

export async function onlyAdds(before, after, proof) {
  if (!(before.size > 0 && before.size < after.size) || !proof.length) {
    return before.size === after.size && same(before.root, after.root) && !proof.length;
  }
  // Sizes go beyond 32 bits: no bitwise operator.
  const power = Number.isInteger(Math.log2(before.size));
  const path = power ? [before.root, ...proof] : proof;
  let at = before.size - 1;
  let last = after.size - 1;
  const half = (number) => Math.floor(number / 2);
  while (at % 2) [at, last] = [half(at), half(last)];
  let [first, second] = [path[0], path[0]];
  for (const part of path.slice(1)) {
    if (last === 0) return false;
    if (at % 2 || at === last) {
      first = await node(part, first);
      second = await node(part, second);
      while (at && !(at % 2)) [at, last] = [half(at), half(last)];
    } else {
      second = await node(second, part);
    }
    [at, last] = [half(at), half(last)];
  }
  return same(first, before.root) && same(second, after.root) && last === 0;
}

async function check(published, keptNote, keptKey) {
  const key = await readKey(keptKey || published.key);
  let before = null;
  for (const point of published.points) {
    let after;
    try {
      after = await openNote(point.note, key);
    } catch (error) {
      throw new Error(`Le point n° ${point.number} ne tient pas : ${error.message}.`, { cause: error });
    }
    if (before && !(await onlyAdds(before, after, point.proof.map(bytesOf)))) {
      throw new Error(`Le point n° ${point.number} ne fait pas qu’ajouter au point précédent.`);
    }
    before = after;
  }
  const said = [
    `${published.points.length} point(s) vérifié(s) : chaque signature est bonne, et chacun ne fait qu’ajouter au précédent.`,
    `Le dernier couvre ${before.size.toLocaleString("fr-FR")} entrées.`,
  ];
  if (keptNote.trim()) {
    const kept = await openNote(keptNote.trim() + "\n", key);
    const found = await Promise.all(published.points.map((point) => openNote(point.note, key)));
    if (!found.some((each) => each.text === kept.text)) {
      throw new Error(
        "Le point que vous aviez gardé est bien signé, mais il ne figure plus dans la suite publiée. Gardez-le, et demandez pourquoi.",
      );
    }
    said.push("Le point que vous aviez gardé fait toujours partie de la suite.");
  }
  return said;
}

function tell(place, kind, sentences) {
  const note = document.createElement("div");
  note.className = `note ${kind}`;
  for (const sentence of sentences) {
    const paragraph = document.createElement("p");
    paragraph.textContent = sentence;
    note.append(paragraph);
  }
  place.replaceChildren(note);
}

const verifier = globalThis.document?.getElementById("verifier");
if (verifier) {
  verifier.hidden = false;
  const place = document.getElementById("verifier-resultat");
  document.getElementById("verifier-bouton").addEventListener("click", async () => {
    tell(place, "", ["Vérification en cours…"]);
    try {
      if (!globalThis.crypto?.subtle) {
        throw new Error("Ce navigateur ne vérifie rien sur une adresse sans https : employez la commande ci-dessous.");
      }
      const published = await (await fetch(verifier.dataset.points)).json();
      const kept = document.getElementById("garde").value;
      const key = document.getElementById("cle").value.trim();
      tell(place, "good", await check(published, kept, key));
    } catch (error) {
      const unable = error.name === "NotSupportedError";
      tell(place, "bad", [
        unable
          ? "Ce navigateur ne sait pas vérifier une signature Ed25519 : employez un navigateur plus récent, ou la commande ci-dessous."
          : error.message,
      ]);
    }
  });
}
