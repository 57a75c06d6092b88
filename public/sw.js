// Fenliu's service worker: the app works offline after the first visit.
//
// A template: the finishing step of the build (xtask/src/precache.rs) fills in the list of files
// with their SHA-256. A new list is a new version: it is fetched beside the running one, checked,
// and takes over only when the person agrees (message SKIP_WAITING), so an open form is never lost.
// Registered as './sw.js', it serves whatever path the app is hosted under.
'use strict';

const FILES = new Map([/*FILES*/]);
// So many of them, from the first, are all that quick triage needs.
const FIRST = /*FIRST*/;
const VERSION = '/*VERSION*/';

const PREFIX = 'fenliu-';
const CACHE = PREFIX + VERSION;
const BASE = new URL('./', self.location.href);

/** The name of a request inside the app ('' is the page), or null when it is not one of its files. */
function nameOf(url) {
  if (url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return null;
  const name = decodeURIComponent(url.pathname.slice(BASE.pathname.length)) || 'index.html';
  return FILES.has(name) ? name : null;
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** The key under which a file is kept: with its digest, so that versions can share what is equal. */
function keyOf(name) {
  return new URL(name + '?sha256=' + FILES.get(name), BASE).href;
}

/** Puts one file into the new cache: from an older version if it is the same, else from the host. */
async function keep(cache, name) {
  const key = keyOf(name);
  const known = await caches.match(key);
  if (known) return cache.put(key, known);
  const response = await fetch(new URL(name, BASE), { cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(name + ': the host answered ' + response.status);
  const bytes = await response.clone().arrayBuffer();
  if ((await sha256(bytes)) !== FILES.get(name)) throw new Error(name + ': not the file of this version');
  // A redirected response may not answer a navigation: keep a plain copy.
  return cache.put(key, new Response(bytes, { headers: response.headers }));
}

/** Fetches the whole version, or nothing of it; first what quick triage needs. */
async function install() {
  const cache = await caches.open(CACHE);
  const names = Array.from(FILES.keys());
  try {
    await Promise.all(names.slice(0, FIRST).map((name) => keep(cache, name)));
    await Promise.all(names.slice(FIRST).map((name) => keep(cache, name)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
  if (self.registration.active) await tell({ type: 'fenliu-update', version: VERSION });
}

/** Removes older versions and answers for pages that are already open. */
async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(PREFIX) && n !== CACHE).map((n) => caches.delete(n)));
  await self.clients.claim();
}

async function tell(message) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}

/** A file of this version from its cache, from the host if the browser has evicted it. */
async function answer(name, request) {
  const kept = await caches.match(keyOf(name), { cacheName: CACHE });
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const type = event.data?.type ?? event.data;
  if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (type === 'VERSION') event.source?.postMessage({ type: 'fenliu-version', version: VERSION });
});
self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  const name = nameOf(new URL(event.request.url));
  if (name !== null) event.respondWith(answer(name, event.request));
});
