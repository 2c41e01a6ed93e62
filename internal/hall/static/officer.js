// A warrant in a dead spot. The page asks every half minute whether the warrant lives, and says since when it could not. What is written
// without a connection is kept in this browser, under the key by which it is entered once, and sent when there is one. If the warrant has
// died meanwhile, the station refuses, and the page says so.

const page = document.querySelector('[data-warrants]');
const asof = page.querySelector('[data-asof]');
const box = page.querySelector('[data-outbox]');
const store = 'affiant outbox ' + page.dataset.account;
// stand puts one where nothing is pressed, when what one stood on is gone; it is no stop before or after.
const stand = e => {
  e.tabIndex = -1;
  e.addEventListener('blur', () => e.removeAttribute('tabindex'), { once: true });
  e.focus();
};
const begun = Date.now();
let lastSaid = asof.textContent.replace(/^As of /, '').replace(/\.$/, '');

navigator.serviceWorker?.register('/officer-worker.js', { scope: '/matters/' }).catch(() => { /* the page works while it is open */ });

// courtNow is the time on the court's own clock, reckoned from what the page was told: the clock of this device may be wrong. offset is by how much that clock is ahead
// of UTC then, such as -05:00: it tells the two apart of an hour that comes twice.
function courtNow() {
  const now = new Date(Date.parse(page.dataset.at) + Date.now() - begun);
  const wall = new Intl.DateTimeFormat('sv', { timeZone: page.dataset.zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now).replace(' ', 'T');
  const ahead = Date.parse(wall + 'Z') / 60000 - Math.floor(now / 60000), two = n => String(n).padStart(2, '0');
  return { wall, offset: (ahead < 0 ? '-' : '+') + two(Math.floor(Math.abs(ahead) / 60)) + ':' + two(Math.abs(ahead) % 60) };
}

function kept() {
  try { return JSON.parse(localStorage.getItem(store)) ?? []; } catch { return []; }
}
function keep(list) {
  localStorage.setItem(store, JSON.stringify(list));
  show();
}

// stop ends a sentence, unless its last word has ended it.
const stop = s => s.endsWith('.') ? s : s + '.';

// moment says a minute of the court's clock as the station does, such as 30 November 2026, 1:20 p.m.
function moment(at) {
  const [, y, m, d, h, min] = at.match(/^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/) ?? [];
  if (!y) return at;
  const month = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][m - 1];
  const noon = min === '00' && { '00': 'midnight', 12: 'noon' }[h];
  return `${+d} ${month} ${y}, ${noon || `${h % 12 || 12}:${min} ${h < 12 ? 'a' : 'p'}.m.`}`;
}

// said says the fields of a form as its page does, each under its own label.
function said(form) {
  const plain = e => { const c = e.cloneNode(true); c.querySelectorAll('.label, .vh').forEach(x => x.remove()); return c.textContent.trim(); };
  return [...form.elements].filter(e => e.name && !e.name.startsWith('_') && e.type !== 'hidden' && e.value && (!['radio', 'checkbox'].includes(e.type) || e.checked)).map(e => {
    const label = e.labels[0] ? plain(e.labels[0]) : e.name;
    if (['radio', 'checkbox'].includes(e.type)) return [e.closest('fieldset')?.querySelector('legend')?.textContent.trim() ?? '', label];
    return [label, e.type === 'datetime-local' ? moment(e.value) : e.value];
  });
}

function el(name, words, more) {
  return Object.assign(document.createElement(name), { textContent: words ?? '' }, more);
}

// show lists what is kept here and not yet entered, and what was refused.
function show() {
  const held = box.contains(document.activeElement);
  box.replaceChildren(...kept().map(k => {
    const d = el('div', '', { className: 'kept' + (k.refused ? ' refused' : '') });
    d.setAttribute('role', k.refused ? 'alert' : 'status');
    d.append(el('h2', k.refused ? 'Not entered: ' + k.as : 'Kept on this device, not yet entered: ' + k.as), el('p', k.refused ?? 'Written ' + stop(moment(k.time)) + ' ' + (k.note ?? 'It is sent by itself when there is a connection.')),
      el('pre', (k.said ?? []).map(([n, v]) => n + ': ' + v).join('\n')));
    if (k.refused) {
      const b = el('button', 'I have read it', { className: 'btn', type: 'button' });
      b.addEventListener('click', () => keep(kept().filter(x => x.key !== k.key)));
      d.append(b);
    }
    return d;
  }));
  const next = box.querySelector('button');
  if (held && next) next.focus();
  else if (held) stand(page.querySelector('h1'));
}

// send sends one thing that is kept. It answers whether there was a connection.
async function send(k) {
  const form = new URLSearchParams(k.form);
  form.set('_token', document.querySelector('[name=_token]').value); // of this session, which may be a later one
  let r;
  try {
    r = await fetch(k.to, { method: 'POST', body: form, credentials: 'same-origin' });
  } catch {
    return false;
  }
  if (r.ok && new URL(r.url).searchParams.has('done')) {
    keep(kept().filter(x => x.key !== k.key));
    location.assign(r.url);
    return true;
  }
  const said = new DOMParser().parseFromString(await r.text(), 'text/html');
  if (r.status === 401) {
    k.note = 'Sign in again, and it is sent.';
  } else if (r.status < 500) {
    k.refused = [...(said.querySelector('#wrong') ?? said.querySelector('main') ?? said.body).querySelectorAll('p:not(.label)')].map(p => p.textContent.trim()).slice(0, 2).join(' ');
  }
  keep(kept().map(x => x.key === k.key ? k : x));
  return r.status < 500;
}

// sure asks once more before what ends a warrant is entered, as the station does where there is no script: a press in a hurry does not end it.
function sure(form) {
  return new Promise(resolve => {
    const d = el('dialog', '', { className: 'sure' });
    const no = el('button', 'Back, to change it', { className: 'btn', type: 'button' }), yes = el('button', 'Enter it: the warrant ends', { className: 'btn strong wide', type: 'button' });
    const answer = x => { d.close(); d.remove(); resolve(x); };
    d.append(el('h2', 'Enter it?', { id: 'sure-h' }), el('p', 'Entering this ends the warrant: nothing more may be done under it, and its return is owed. Nothing is entered yet.'),
      el('pre', said(form).map(([n, v]) => n + ': ' + v).join('\n')), no, yes);
    d.setAttribute('aria-labelledby', 'sure-h');
    no.addEventListener('click', () => answer(false));
    yes.addEventListener('click', () => answer(true));
    d.addEventListener('cancel', e => { e.preventDefault(); answer(false); });
    page.append(d);
    d.showModal();
  });
}

let sending = false;
async function sendAll() {
  if (sending) return;
  sending = true;
  for (const k of kept()) if (!k.refused && !(await send(k))) break;
  sending = false;
}

document.addEventListener('submit', async e => {
  const form = e.target;
  if (!form.dataset.outboxAs) return;
  e.preventDefault();
  const ends = form.querySelector('[data-ends]:checked');
  if (ends && !(await sure(form))) {
    delete form.dataset.sent;
    return;
  }
  const now = courtNow();
  if (form.elements.time && !form.elements.time.value) [form.elements.time.value, form.elements.offset.value] = [now.wall, now.offset];
  const k = { key: form.elements._key.value, to: form.getAttribute('action'), as: form.dataset.outboxAs, time: now.wall, said: said(form), form: [...new FormData(form)].filter(([n]) => n !== '_token').concat(ends ? [['_sure', 'yes']] : []) };
  localStorage.setItem(store, JSON.stringify([...kept().filter(x => x.key !== k.key), k]));
  form.dispatchEvent(new CustomEvent('sent-on', { bubbles: true })); // it is kept here from now on
  const there = await send(k);
  delete form.dataset.sent;
  show();
  if (!there) {
    lost();
    form.reset();
    stand(box);
  } else if (kept().some(x => x.key === k.key && x.refused)) stand(box);
});

// lost says why nothing new is known, there being no connection or no session, and when there last was.
function lost(why = 'No connection.') {
  asof.textContent = why + ' What stands here was known ' + lastSaid + '; since then the warrant may have died.';
  asof.classList.add('old');
  for (const l of living()) {
    l.dataset.said ??= l.innerHTML;
    l.replaceChildren(el('b', 'It lived when last known.'), el('span', ' Have someone ask before you act.'));
  }
}

// living are the places that say that a warrant lives.
const living = () => page.querySelectorAll('[data-lives]:not(.dead)');

async function look() {
  let said;
  try {
    const r = await fetch(page.dataset.warrants, { credentials: 'same-origin' });
    if (r.status === 403 || r.status === 404) return lost('The station does not show you this warrant any more.');
    if (r.redirected) {
      if (asof.querySelector('a')) return; // it stands there, and someone may be on it
      lost('You are signed out.');
      const a = el('a', 'Sign in again', { href: '/sign-in?to=' + encodeURIComponent(location.pathname) });
      asof.append(' ', a, kept().length ? ', and what is kept here is sent.' : '.');
      return;
    }
    if (!r.ok) throw new Error('no answer');
    said = await r.json();
  } catch {
    return lost();
  }
  lastSaid = said.says;
  asof.textContent = stop('As of ' + said.says);
  asof.classList.remove('old');
  for (const l of living()) if (l.dataset.said) { l.innerHTML = l.dataset.said; delete l.dataset.said; }
  for (const w of said.warrants ?? []) {
    const s = page.querySelector('[data-warrant="' + CSS.escape(w.id) + '"]');
    const lives = s?.querySelector('[data-lives]');
    if (!w.dead || !lives || lives.classList.contains('dead')) continue;
    lives.classList.add('dead');
    lives.setAttribute('role', 'alert');
    lives.replaceChildren(el('b', stop('It is dead: ' + w.dead)), el('span', ' It may not be executed.'));
    const serves = s.querySelector('[data-serves]');
    if (serves?.contains(document.activeElement)) stand(lives);
    serves?.remove();
  }
  await sendAll();
}

show();
look();
setInterval(look, 30000);
addEventListener('online', look);
addEventListener('offline', () => lost());
