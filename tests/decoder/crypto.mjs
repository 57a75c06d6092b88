// Argon2id (RFC 9106, one lane) and XChaCha20-Poly1305, as far as Node has not got them. Written from the RFCs.
import { createDecipheriv } from "node:crypto";

const MASK = (1n << 64n) - 1n;
const rotr = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const SIGMA = [
  "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d", "2c6a0b834d75fe19",
  "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0",
].map((row) => [...row].map((c) => parseInt(c, 16)));
const MIX = [[0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15], [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14]];

// RFC 7693, without key.
function blake2b(input, length) {
  const h = [...IV];
  h[0] ^= 0x01010000n ^ BigInt(length);
  const blocks = Math.max(1, Math.ceil(input.length / 128));
  for (let block = 0; block < blocks; block++) {
    const bytes = Buffer.alloc(128);
    input.copy(bytes, 0, block * 128);
    const m = Array.from({ length: 16 }, (_, at) => bytes.readBigUInt64LE(at * 8));
    const v = [...h, ...IV];
    const last = block === blocks - 1;
    v[12] ^= BigInt(last ? input.length : (block + 1) * 128);
    if (last) v[14] ^= MASK;
    for (let round = 0; round < 12; round++) {
      const s = SIGMA[round % 10];
      MIX.forEach(([a, b, c, d], at) => {
        v[a] = (v[a] + v[b] + m[s[2 * at]]) & MASK; v[d] = rotr(v[d] ^ v[a], 32n);
        v[c] = (v[c] + v[d]) & MASK; v[b] = rotr(v[b] ^ v[c], 24n);
        v[a] = (v[a] + v[b] + m[s[2 * at + 1]]) & MASK; v[d] = rotr(v[d] ^ v[a], 16n);
        v[c] = (v[c] + v[d]) & MASK; v[b] = rotr(v[b] ^ v[c], 63n);
      });
    }
    for (let at = 0; at < 8; at++) h[at] ^= v[at] ^ v[at + 8];
  }
  return Buffer.from(BigUint64Array.from(h).buffer).subarray(0, length);
}

const le32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };

// H' of RFC 9106, section 3.3.
function longHash(input, length) {
  let part = blake2b(Buffer.concat([le32(length), input]), Math.min(length, 64));
  if (length <= 64) return part;
  const parts = [];
  for (let left = length; ; left -= 32) {
    if (left <= 64) return Buffer.concat([...parts, part]);
    parts.push(part.subarray(0, 32));
    part = blake2b(part, Math.min(left - 32, 64));
  }
}

// The upper 32 bits of a product of 32-bit numbers.
function high(a, b) {
  const al = a & 0xffff, ah = a >>> 16, bl = b & 0xffff, bh = b >>> 16;
  const mid = ah * bl + ((al * bl) >>> 16);
  const low = al * bh + (mid & 0xffff);
  return (ah * bh + Math.floor(mid / 65536) + Math.floor(low / 65536)) >>> 0;
}

// x = x + y + 2·low(x)·low(y); z = (z ^ x) rotated right. 64-bit words lie as low and high half.
function step(v, x, y, z, turn) {
  const a = v[x], b = v[y];
  const low = Math.imul(a, b) >>> 0;
  const sum = a + b + ((low << 1) >>> 0);
  const top = v[x + 1] + v[y + 1] + ((high(a, b) << 1 | low >>> 31) >>> 0) + Math.floor(sum / 4294967296);
  v[x] = sum; v[x + 1] = top;
  const l = (v[z] ^ v[x]) >>> 0, h = (v[z + 1] ^ v[x + 1]) >>> 0;
  if (turn === 32) { v[z] = h; v[z + 1] = l; }
  else if (turn === 63) { v[z] = l << 1 | h >>> 31; v[z + 1] = h << 1 | l >>> 31; }
  else { v[z] = l >>> turn | h << (32 - turn); v[z + 1] = h >>> turn | l << (32 - turn); }
}

const PLACES = Array.from({ length: 16 }, (_, i) => Array.from({ length: 16 }, (_, k) =>
  2 * (i < 8 ? 16 * i + k : 2 * (i - 8) + 16 * (k >> 1) + (k & 1))));
const work = new Uint32Array(256), before = new Uint32Array(256);

// G of RFC 9106, section 3.5: out = (or ^=) the mixed x ^ y.
function compress(x, y, out, keep) {
  for (let at = 0; at < 256; at++) before[at] = work[at] = x[at] ^ y[at];
  for (const p of PLACES) for (const [a, b, c, d] of MIX) {
    step(work, p[a], p[b], p[d], 32); step(work, p[c], p[d], p[b], 24);
    step(work, p[a], p[b], p[d], 16); step(work, p[c], p[d], p[b], 63);
  }
  for (let at = 0; at < 256; at++) out[at] = (keep ? out[at] : 0) ^ work[at] ^ before[at];
}

export function argon2id(passphrase, salt, memory, passes, length) {
  const first = blake2b(Buffer.concat([
    le32(1), le32(length), le32(memory), le32(passes), le32(0x13), le32(2),
    le32(passphrase.length), passphrase, le32(salt.length), salt, le32(0), le32(0)]), 64);
  const segment = Math.floor(memory / 4), count = segment * 4;
  const cells = new Uint32Array(count * 256);
  const block = (at) => cells.subarray(at * 256, at * 256 + 256);
  for (const at of [0, 1]) {
    const bytes = longHash(Buffer.concat([first, le32(at), le32(0)]), 1024);
    for (let k = 0; k < 256; k++) block(at)[k] = bytes.readUInt32LE(k * 4);
  }
  const zero = new Uint32Array(256), input = new Uint32Array(256), addresses = new Uint32Array(256);
  for (let pass = 0; pass < passes; pass++) for (let slice = 0; slice < 4; slice++) {
    const blind = pass === 0 && slice < 2;
    input.fill(0);
    [pass, 0, slice, count, passes, 2].forEach((value, k) => { input[2 * k] = value; });
    for (let index = 0; index < segment; index++) {
      if (blind && index % 128 === 0) {
        input[12]++;
        compress(zero, input, addresses); compress(zero, addresses, addresses);
      }
      if (pass === 0 && slice === 0 && index < 2) continue;
      const at = slice * segment + index, last = block((at + count - 1) % count);
      const random = blind ? addresses[2 * (index % 128)] : last[0];
      const area = (pass === 0 ? slice * segment : count - segment) + index - 1;
      const back = area - 1 - high(area, high(random, random));
      const start = pass === 0 ? 0 : ((slice + 1) % 4) * segment;
      compress(last, block((start + back) % count), block(at), pass > 0);
    }
  }
  return longHash(Buffer.from(block(count - 1).slice().buffer), length);
}

const turn = (x, n) => (x << n) | (x >>> (32 - n));

// draft-irtf-cfrg-xchacha: a key from key and the first 16 bytes of the nonce.
function hchacha20(key, nonce) {
  const all = Buffer.concat([Buffer.from("expand 32-byte k"), key, nonce]);
  const v = Uint32Array.from({ length: 16 }, (_, k) => all.readUInt32LE(k * 4));
  for (let round = 0; round < 10; round++) for (const [a, b, c, d] of MIX) {
    v[a] += v[b]; v[d] = turn(v[d] ^ v[a], 16); v[c] += v[d]; v[b] = turn(v[b] ^ v[c], 12);
    v[a] += v[b]; v[d] = turn(v[d] ^ v[a], 8); v[c] += v[d]; v[b] = turn(v[b] ^ v[c], 7);
  }
  return Buffer.concat([0, 1, 2, 3, 12, 13, 14, 15].map((k) => le32(v[k])));
}

// Answers null if the seal does not open.
export function xchachaOpen(key, nonce, aad, body, tag) {
  const short = Buffer.concat([Buffer.alloc(4), nonce.subarray(16)]);
  const cipher = createDecipheriv("chacha20-poly1305", hchacha20(key, nonce.subarray(0, 16)), short, { authTagLength: 16 });
  cipher.setAAD(aad, { plaintextLength: body.length });
  cipher.setAuthTag(tag);
  try { return Buffer.concat([cipher.update(body), cipher.final()]); } catch { return null; }
}
