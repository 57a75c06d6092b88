// Opens a sealed backup of Fenliu with its passphrase and prints heads and events of its packs as JSON.
// It is written from docs/format.md alone and shares no code with Fenliu:   node open_backup.mjs FILE PASSPHRASE
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { argon2id, xchachaOpen } from "./crypto.mjs";

const fail = (why) => { throw new Error(why); };
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const hmac = (key, ...parts) => parts.reduce((h, part) => h.update(part), createHmac("sha256", key)).digest();
const derive = (secret, label, ...parts) => hmac(hmac(Buffer.alloc(32), secret), `${label}\0`, ...parts, Buffer.from([1]));
const u64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };
const hex = (bytes) => bytes.toString("hex");

// Reads fields from the front.
class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; }
  take(count) {
    if (this.at + Number(count) > this.bytes.length) fail("cut off");
    return this.bytes.subarray(this.at, (this.at += Number(count)));
  }
  u8() { return this.take(1)[0]; }
  u16() { return this.take(2).readUInt16BE(); }
  u32() { return this.take(4).readUInt32BE(); }
  u64() { return this.take(8).readBigUInt64BE(); }
  rest() { return this.take(this.bytes.length - this.at); }
}

// "The seal" of the format: nonce, ciphertext, tag; padded inside.
function open(key, aad, sealed) {
  const [nonce, body, tag] = [sealed.subarray(0, 24), sealed.subarray(24, -16), sealed.subarray(-16)];
  const padded = xchachaOpen(derive(key, "fenliu seal 1 cipher"), nonce, aad, body, tag);
  if (!padded) return null;
  let end = padded.length - 1;
  while (end > 0 && padded[end] === 0) end--;
  if (padded[end] !== 0x80) fail("bad padding");
  const made = hmac(derive(key, "fenliu seal 1 nonce"), u64(aad.length), aad, padded);
  if (!made.subarray(0, 24).equals(nonce)) fail("the nonce is not made of the content");
  return padded.subarray(0, end);
}

// Typed full-width counts as typed plain.
function plainPassphrase(text) {
  const narrow = text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "")
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll("\u3000", " ");
  return Buffer.from(narrow, "utf8");
}

// The local key of the maker's ring.
function openLock(record, passphrase) {
  const reader = new Reader(record);
  if (reader.take(8).toString() !== "FENLIULK" || reader.u8() !== 1) fail("not a lock record");
  const [memory, passes, salt] = [reader.u32(), reader.u32(), reader.take(16)];
  const key = argon2id(plainPassphrase(passphrase), salt, memory, passes, 32);
  const ring = new Reader(open(key, record.subarray(0, 33), reader.rest()) ?? fail("wrong passphrase"));
  if (ring.u8() !== 1) fail("newer ring");
  ring.take(8 + 16 + 32 + 32);
  return ring.take(32);
}

function openBackup(file, passphrase) {
  const reader = new Reader(file);
  if (reader.take(8).toString() !== "FENLIUSB" || reader.u8() !== 1) fail("not a sealed backup");
  const space = reader.take(16), openers = {};
  for (let left = reader.u8(); left > 0; left--) { const kind = reader.u8(); openers[kind] = reader.take(reader.u32()); }
  const head = file.subarray(0, reader.at);
  const local = openLock(openers[1] ?? fail("no passphrase opens this file"), passphrase);
  const place = Buffer.concat([Buffer.from("fenliu backup own 1\0"), space]);
  const secret = new Reader(open(derive(local, "fenliu backup own 1"), place, openers[3]) ?? fail("own part is broken"));
  const key = secret.take(32);
  if (secret.u8() !== 1) fail("newer keys");
  const keys = Array.from({ length: secret.u16() }, () => secret.take(32)), parts = [];
  const about = Buffer.concat([Buffer.from("fenliu backup body 1\0"), sha256(head)]);
  for (let index = 0; parts.length === 0 || reader.at < file.length; index++) {
    const sealed = reader.take(Math.min(65576, file.length - reader.at));
    const last = Buffer.from([reader.at === file.length ? 1 : 0]);
    parts.push(open(key, Buffer.concat([about, u64(index), last]), sealed) ?? fail(`chunk ${index} is broken`));
  }
  return { body: Buffer.concat(parts), keys };
}

function readBook(body) {
  const reader = new Reader(body), book = { packs: [], texts: [] };
  const check = (from) => {
    const hash = sha256(body.subarray(from, reader.at));
    if (!hash.equals(reader.take(32))) fail("a hash does not fit");
  };
  if (reader.take(8).toString() !== "FENLIUBK" || reader.u8() !== 1 || reader.u8() !== 0) fail("not a backup");
  book.madeAtMs = Number(reader.u64());
  book.device = hex(reader.take(16));
  check(0);
  for (;;) {
    const from = reader.at, tag = reader.u8();
    if (tag === 1) { reader.take(24); book.packs.push(reader.take(reader.u64())); check(from); }
    else if (tag === 2) { book.texts.push(reader.take(reader.u16()).toString()); reader.take(reader.u64()); check(from); }
    else if (tag === 255) break;
    else fail("unknown tag");
  }
  reader.take(32);
  check(0);
  if (reader.at !== body.length) fail("something follows the end");
  return book;
}

// CBOR to what JSON has: bytes as "0x…", numbers beyond 2⁵³ as text, maps with their keys as text.
function cbor(reader) {
  const first = reader.u8(), major = first >> 5, low = first & 31;
  const many = low === 31;
  const size = many ? 0n : low < 24 ? BigInt(low) : [() => BigInt(reader.u8()), () => BigInt(reader.u16()),
    () => BigInt(reader.u32()), () => reader.u64()][low - 24]();
  const number = (n) => (n <= Number.MAX_SAFE_INTEGER && n >= Number.MIN_SAFE_INTEGER ? Number(n) : `${n}`);
  const ended = (count) => many ? reader.bytes[reader.at] === 0xff && ++reader.at : BigInt(count) === size;
  if (major === 0) return number(size);
  if (major === 1) return number(-1n - size);
  if (major === 2) return `0x${hex(reader.take(size))}`;
  if (major === 3) return reader.take(size).toString();
  if (major === 6) return { tag: number(size), value: cbor(reader) };
  if (major === 7) return { 20: false, 21: true, 22: null }[low] ?? null;
  const list = [], map = {};
  for (let count = 0; !ended(count); count++) {
    if (major === 4) list.push(cbor(reader)); else map[cbor(reader)] = cbor(reader);
  }
  return major === 4 ? list : map;
}

function openPack(bytes, keys) {
  const reader = new Reader(bytes), fields = {};
  reader.u8();
  let covered = 0;
  for (let at = reader.at; bytes[reader.at] !== 0xff; at = reader.at) {
    const key = cbor(reader);
    if (key === 7) covered = at;
    fields[key] = key === 2 || key === 6 ? BigInt(cbor(reader)) : cbor(reader);
  }
  const raw = (key) => Buffer.from(fields[key].slice(2), "hex");
  if (fields[0] !== 2 || !sha256(bytes.subarray(0, covered)).equals(raw(7))) fail("a pack does not fit its hash");
  const id = (key) => sha256(Buffer.concat([Buffer.from("fenliu key 1\0"), key])).readBigUInt64BE();
  const key = keys.find((own) => id(own) === fields[6]) ?? fail("no key for a pack");
  const place = Buffer.concat(
    [Buffer.from("fenliu payload 1\0"), u64(fields[2]), u64(fields[3]).subarray(4), raw(4), u64(fields[6])]);
  const payload = open(key, place, raw(5)) ?? fail("a pack does not open");
  const [seen, events] = cbor(new Reader(payload[0] === 0 ? payload.subarray(1) : inflateRawSync(payload.subarray(1))));
  return { device: `${fields[2]}`, number: fields[3], prev: fields[4], hash: fields[7], seen, events };
}

const [, , path, passphrase] = process.argv;
try {
  const { body, keys } = openBackup(readFileSync(path), passphrase ?? "");
  const book = readBook(body);
  book.packs = book.packs.map((bytes) => openPack(bytes, keys));
  process.stdout.write(`${JSON.stringify(book, null, 1)}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
