// Verifies the archive of a volume that Fenliu exported: every file is what the signed list says, none is missing, none was
// added. Written from docs/format.md alone, shares no code with Fenliu:   node verify_volume.mjs FILE [KEY]
// KEY is the signing key that is expected, in hexadecimal digits; without it the key is printed, to be compared with the
// court's own list of devices.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const LIST = "校验清单.json";
const SIGNATURE = "校验清单.sig";
const DOMAIN = "fenliu volume 1";
const fail = (why) => { throw new Error(why); };
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// The files of an archive, by the table at its end.
function unzip(bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== 0x06054b50) end--;
  if (end < 0) fail("not an archive");
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) fail("the table of the archive is broken");
    const [method, packed, length] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const [extra, comment, start] = [bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.subarray(at + 46, at + 46 + length).toString("utf8");
    at += 46 + length + extra + comment;
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const data = bytes.subarray(body, body + packed);
    if (files.has(name)) fail(`${name} is in the archive twice`);
    if (method !== 0 && method !== 8) fail(`${name} is packed in an unknown way`);
    files.set(name, method === 0 ? data : inflateRawSync(data));
  }
  return files;
}

// Ed25519 over the domain, a zero byte and the list.
function isSigned(key, list, signature) {
  const prefix = Buffer.from("302a300506032b6570032100", "hex");
  const publicKey = createPublicKey({ key: Buffer.concat([prefix, Buffer.from(key, "hex")]), format: "der", type: "spki" });
  return verify(null, Buffer.concat([Buffer.from(`${DOMAIN}\0`), list]), publicKey, Buffer.from(signature, "hex"));
}

function check(path, expected) {
  const files = unzip(readFileSync(path));
  const take = (name) => {
    const bytes = files.get(name) ?? fail(`${name} is missing`);
    files.delete(name);
    return bytes;
  };
  const list = take(LIST);
  const signature = take(SIGNATURE).toString("utf8").trim();
  const said = JSON.parse(list.toString("utf8"));
  if (said.form !== "fenliu-volume-1") fail("the list is of another form");
  if (!/^[0-9a-f]{64}$/.test(said.key) || !/^[0-9a-f]{128}$/.test(signature)) fail("key or signature is broken");
  if (!isSigned(said.key, list, signature)) fail("the signature is not of this list");
  if (expected && expected !== said.key) fail("signed by another key than the one expected");
  const hashed = [...said.others, ...said.lines.map((line) => line.file).filter(Boolean)];
  for (const { file, sha256: wanted } of hashed) {
    if (sha256(take(file)) !== wanted) fail(`${file} is not what was signed`);
  }
  const added = [...files.keys()];
  if (added.length > 0) fail(`not in the list: ${added.join(", ")}`);
  return { said, count: hashed.length };
}

try {
  const [path, expected] = process.argv.slice(2);
  const { said, count } = check(path ?? fail("which file?"), expected);
  const at = new Date(said.made_at_ms).toISOString();
  console.log(`intact: ${count} files of ${said.volume} ${said.case_number}, made ${at} by ${said.made_by}`);
  console.log(`key ${said.key}`);
} catch (error) {
  console.error(`NOT INTACT: ${error.message}`);
  process.exit(1);
}
