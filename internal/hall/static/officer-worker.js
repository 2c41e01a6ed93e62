// Where there is no connection, the page of a warrant is shown as it was last read, for at most twelve hours; its own script says when that
// was. It is kept for the person who read it, by whom the station says that is, and shown to no one else. Signing out clears it from the
// browser, and so does another who signs in.
const name = 'affiant-warrants-2';
const most = 12 * 60 * 60 * 1000;
const owner = '/affiant-whose';
const page = u => /\/warrants$/.test(u.pathname);
const kept = u => page(u) || u.pathname.startsWith('/static/') || u.pathname.startsWith('/hall/');

// whose is the person whose pages are kept.
const whose = async cache => (await cache.match(owner))?.text() ?? '';

// own makes what is kept this person's: what was another's goes.
async function own(cache, who) {
  if (await whose(cache) === who) return;
  for (const r of await cache.keys()) if (page(new URL(r.url))) await cache.delete(r);
  await cache.put(owner, new Response(who));
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil((async () => {
  for (const k of await caches.keys()) if (k.startsWith('affiant-warrants') && k !== name) await caches.delete(k);
  await self.clients.claim();
})()));
self.addEventListener('fetch', e => {
  const u = new URL(e.request.url);
  if (e.request.method !== 'GET' || u.origin !== self.location.origin || !kept(u)) return;
  const key = who => u.origin + u.pathname + (page(u) ? '?whose=' + encodeURIComponent(who) : '');
  e.respondWith((async () => {
    const cache = await caches.open(name);
    try {
      const r = await fetch(e.request);
      const who = r.headers.get('Affiant-Whose') ?? '';
      if (r.ok && !r.redirected && (who || !page(u))) {
        if (page(u)) await own(cache, who);
        const h = new Headers(r.headers);
        h.set('X-Affiant-Kept', Date.now());
        h.delete('Content-Encoding'); // what is kept is what came out of it
        await cache.put(key(who), new Response(await r.clone().blob(), { headers: h }));
      } else if (r.status >= 400) await cache.delete(key(await whose(cache)));
      return r;
    } catch (err) {
      const at = key(await whose(cache));
      const old = await cache.match(at);
      if (!old) throw err;
      if (Date.now() - Number(old.headers.get('X-Affiant-Kept')) > most) {
        await cache.delete(at);
        throw err;
      }
      return old;
    }
  })());
});
