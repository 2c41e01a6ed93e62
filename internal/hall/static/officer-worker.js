// Where there is no connection, the page of a warrant is shown as it was last read, for at most twelve hours; its own script says when that
// was. Signing out clears it from the browser.
const name = 'affiant-warrants-1';
const most = 12 * 60 * 60 * 1000;
const kept = u => /\/warrants$/.test(u.pathname) || u.pathname.startsWith('/static/') || u.pathname.startsWith('/hall/');

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', e => e.waitUntil(self.clients.claim()));
self.addEventListener('fetch', e => {
  const u = new URL(e.request.url);
  if (e.request.method !== 'GET' || u.origin !== self.location.origin || !kept(u)) return;
  const key = u.origin + u.pathname;
  e.respondWith((async () => {
    const cache = await caches.open(name);
    try {
      const r = await fetch(e.request);
      if (r.ok && !r.redirected) {
        const h = new Headers(r.headers);
        h.set('X-Affiant-Kept', Date.now());
        h.delete('Content-Encoding'); // what is kept is what came out of it
        await cache.put(key, new Response(await r.clone().blob(), { headers: h }));
      } else if (r.status >= 400) await cache.delete(key);
      return r;
    } catch (err) {
      const old = await cache.match(key);
      if (!old) throw err;
      if (Date.now() - Number(old.headers.get('X-Affiant-Kept')) > most) {
        await cache.delete(key);
        throw err;
      }
      return old;
    }
  })());
});
