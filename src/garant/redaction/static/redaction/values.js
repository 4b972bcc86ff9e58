// Values as a person writes and selects them.

const LETTERS_BEFORE = /[\p{L}\p{M}\p{N}]*$/u;
const LETTERS_AFTER = /^[\p{L}\p{M}\p{N}]*/u;
const LONGEST = 100;

// What the writings of one value share, as the server compares them: letters and digits, without case or accents.
export function keyOf(value) {
  return value.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

// What is selected, with the ends of the words that the selection cuts: only whole words are masked.
export function wholeWords(selection) {
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0);
  const [before, first] = around(startContainer, startOffset);
  const [last, after] = around(endContainer, endOffset);
  const start = LETTERS_AFTER.exec(first)[0] && LETTERS_BEFORE.exec(before)[0];
  const end = LETTERS_BEFORE.exec(last)[0] && LETTERS_AFTER.exec(after)[0];
  return start + selection.toString() + end;
}

function around(node, offset) {
  if (node.nodeType !== Node.TEXT_NODE) return ["", ""];
  return [node.data.slice(Math.max(0, offset - LONGEST), offset), node.data.slice(offset, offset + LONGEST)];
}
