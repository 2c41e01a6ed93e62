// What is written in a form (data-keep) and not entered is kept on this device: every control of it, sealed under a key that the station gives
// to the signed-in account alone. It is offered where it was written, and put back or thrown away by the person and by no one else; what has
// no place in the form any more is shown as text. It goes when the station says that the form is entered, and when one signs out.
(() => {
  const { whose: me, seal, clock: zone } = document.body.dataset;
  const prefix = 'affiant kept ' + me + ' ';
  const desk = location.pathname === '/';
  const forms = [...document.querySelectorAll('form[data-keep]')];
  // Times are those of the page's own clock, as all times on it are, and not of the device.
  const here = how => { try { return new Intl.DateTimeFormat('en-GB', { ...how, timeZone: zone }); } catch { return new Intl.DateTimeFormat('en-GB', how); } };
  const hour = here({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }), date = here({ day: 'numeric', month: 'long' });
  const clock = d => { const [h, m] = hour.format(d).split(':'); return `${h % 12 || 12}:${m} ${h < 12 ? 'a' : 'p'}.m.`; };
  const when = at => {
    const d = new Date(at);
    const day = date.format(d) === date.format(new Date()) ? '' : 'on ' + date.format(d) + ' ';
    return day + 'at ' + clock(d);
  };
  const el = (name, words, more) => Object.assign(document.createElement(name), { textContent: words ?? '' }, more);
  const button = (words, does, strong) => {
    const b = el('button', words, { type: 'button', className: strong ? 'btn strong' : 'btn' });
    b.addEventListener('click', does);
    return b;
  };

  // The seal.
  const bytes = s => Uint8Array.from(atob(s), c => c.charCodeAt(0));
  const text = b => {
    let s = '';
    for (let i = 0; i < b.length; i += 0x8000) s += String.fromCharCode(...b.subarray(i, i + 0x8000));
    return btoa(s);
  };
  const key = (async () => crypto.subtle.importKey('raw', bytes(seal), 'AES-GCM', false, ['encrypt', 'decrypt']))();
  key.catch(() => { /* this browser seals nothing, and so nothing is kept; each form says so */ });
  async function put(id, copy) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, new TextEncoder().encode(JSON.stringify(copy))));
    localStorage.setItem(prefix + id, text(iv) + ' ' + text(sealed));
  }
  const drop = id => { try { localStorage.removeItem(prefix + id); } catch { /* nothing is kept */ } };
  const names = starts => { try { return Object.keys(localStorage).filter(k => k.startsWith(starts)); } catch { return []; } };
  async function copies() {
    const list = [];
    for (const k of names(prefix)) {
      try {
        const [iv, sealed] = localStorage.getItem(k).split(' ').map(bytes);
        list.push({ id: k.slice(prefix.length), ...JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await key, sealed))) });
      } catch { /* sealed under another key: nobody can read it */ }
    }
    return list.sort((a, b) => a.at - b.at);
  }

  // What is in a form: as it is, or as the page made it.
  const plain = e => {
    const c = e.cloneNode(true);
    c.querySelectorAll('.label, .vh, .no, input, select, textarea').forEach(x => x.remove());
    c.querySelectorAll('*').forEach(x => x.before(x.tagName === 'Q' ? ': ' : ' ')); // each stands on a line of its own, and is not to run into the one before it
    return c.textContent.replace(/\s+/g, ' ').replace(/ :/g, ':').trim();
  };
  function values(form, made) {
    const list = [];
    for (const e of form.elements) {
      if (!e.name || e.name === '_token' || ['file', 'submit', 'button', 'reset', 'image', 'password', 'fieldset'].includes(e.type)) continue;
      const label = e.type === 'hidden' ? '' : e.labels?.[0] ? plain(e.labels[0]) : e.name;
      const add = (kind, value, says = value) => list.push({ name: e.name, kind, value, says, label });
      if (e.type === 'hidden') add('own', e.value);
      else if (e.type === 'checkbox' || e.type === 'radio') {
        if (made ? e.defaultChecked : e.checked) list.push({ name: e.name, kind: 'tick', value: e.value, says: label, label: plain(e.closest('fieldset')?.querySelector('legend') ?? e) || label });
      } else if (e.tagName === 'SELECT') {
        const set = [...e.options].filter(o => made ? o.defaultSelected : o.selected);
        for (const o of set.length ? set : [...e.options].slice(0, 1)) add('pick', o.value, o.textContent.trim());
      } else add('text', made ? e.defaultValue : e.value);
    }
    return list;
  }
  const tidy = s => s.replace(/\r\n/g, '\n').trim();
  const spoken = list => list.filter(v => v.kind !== 'own' && !v.name.startsWith('_') && tidy(v.value) !== '');
  const said = list => spoken(list).map(v => v.name + '\n' + tidy(v.value)).sort();
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const without = (a, b) => { // what of a is not in b
    const left = [...b];
    return a.filter(x => { const i = left.indexOf(x); if (i >= 0) left.splice(i, 1); return i < 0; });
  };
  const own = (list, name) => list.find(v => v.kind === 'own' && v.name === name)?.value;

  // Which form of the station it is, and at which address it is opened.
  const tells = ['application', 'person', 'warrant', 'alert', 'for', 'answer.flaw'];
  const path = to => new URL(to, location.href).pathname;
  const which = f => [path(f.getAttribute('action') || location.pathname), f.dataset.keepOn ?? values(f).filter(v => v.kind === 'own' && tells.includes(v.name)).map(v => v.value).join(' ')].join(' ');
  const page = f => f.closest('[data-page]')?.dataset.page ?? (f.getAttribute('action') ? path(f.getAttribute('action')) : location.pathname + location.search);

  // A writing is what is written in one form of this page. It has a copy of its own, and never takes the place of another.
  const lots = () => [...crypto.getRandomValues(new Uint8Array(12))].map(b => b.toString(16).padStart(2, '0')).join('');
  const writings = new Map(forms.map(f => [f, { form: f, id: lots(), which: which(f), typed: f.hasAttribute('data-typed'), made: said(values(f, true)), done: Promise.resolve() }]));
  const open = w => { const now = said(values(w.form)); return now.length > 0 && (w.typed || !same(now, w.made)); };
  const lost = () => [...writings.values()].some(w => w.lost); // something is written that this browser does not keep
  function keep(w) {
    w.due = true;
    w.done = w.done.then(async () => { // one at a time, and what was typed meanwhile in one
      if (!w.due) return;
      w.due = false;
      if (!open(w)) {
        drop(w.id);
        w.lost = false;
        if (w.note) w.note.textContent = '';
        return;
      }
      const list = values(w.form);
      try {
        await put(w.id, { at: Date.now(), which: w.which, page: page(w.form), as: w.form.dataset.keep, title: document.title.replace(/ · Affiant$/, ''), values: list });
        w.lost = false;
      } catch { w.lost = true; } // the browser keeps nothing, or no more
      tell(w, !w.lost);
    });
    return w.done;
  }
  function tell(w, ok) {
    w.form.dispatchEvent(new CustomEvent('kept', { detail: { ok } }));
    if (w.form.id === 'assertion') return; // the editor has a line of its own
    w.note ??= w.form.appendChild(el('p', '', { className: 'label kept-note' }));
    const words = ok ? 'Kept on this device at ' + clock(new Date()) + '; not entered yet.' : 'This browser does not keep what you write here: enter it before you leave the page.';
    if (w.note.textContent !== words) w.note.textContent = words;
    w.note.role = ok ? null : 'alert';
  }
  for (const type of ['input', 'change']) document.addEventListener(type, e => { const w = writings.get(e.target.form ?? e.target); if (w) keep(w); });
  document.addEventListener('sent-on', e => { const w = writings.get(e.target); if (w) { w.typed = false; w.made = said(values(w.form)); w.done.then(() => drop(w.id)); } });
  // Of a form of which one act is made (data-once) it is remembered which one was sent, under which key: when that is entered, what was kept of it before is done with, whatever
  // else it was to say.
  const sent = 'affiant sent';
  document.addEventListener('submit', e => {
    const w = writings.get(e.target), key = w && own(values(w.form), '_key');
    if (key && w.form.hasAttribute('data-once') && !e.submitter?.name) try { sessionStorage.setItem(sent, JSON.stringify({ key, which: w.which, at: Date.now() })); } catch { /* then it is offered once too often */ }
  });
  let going = false; // by a form that is sent, or by signing out
  document.addEventListener('submit', e => { going = !e.defaultPrevented; });
  addEventListener('beforeunload', e => { if (lost() && !going) e.preventDefault(); });

  // Putting back: every control that there is, in the order of the form.
  const texts = (form, name) => [...form.elements].filter(e => e.name === name && (e.tagName === 'TEXTAREA' || e.tagName === 'INPUT' && !['hidden', 'checkbox', 'radio', 'file', 'password'].includes(e.type)));
  function places(form, list) { // each value with the control in which it goes; none, where there is none
    const nth = {};
    return list.filter(v => v.kind !== 'own').map(v => {
      if (v.kind === 'text') return [v, texts(form, v.name)[(nth[v.name] = (nth[v.name] ?? -1) + 1)]];
      const all = [...form.elements].filter(e => e.name === v.name);
      if (v.kind === 'tick') return [v, all.find(e => (e.type === 'checkbox' || e.type === 'radio') && e.value === v.value)];
      return [v, all.find(e => e.tagName === 'SELECT' && [...e.options].some(o => o.value === v.value))];
    });
  }
  function fillIn(w, copy) {
    for (const e of w.form.elements) {
      if (!e.name || e.name.startsWith('_')) continue;
      if (e.type === 'checkbox' || e.type === 'radio') e.checked = false;
      else if (texts(w.form, e.name).includes(e)) e.value = '';
    }
    for (const [v, e] of places(w.form, copy.values)) if (e) { if (v.kind === 'tick') e.checked = true; else e.value = v.value; }
    for (const v of copy.values) { // after which entry it was written, and under which key: so a conflict is still one, and nothing is entered twice
      const e = v.kind === 'own' && ['_head', '_was', '_key'].includes(v.name) && w.form.elements[v.name];
      if (e && v.value) e.value = v.value;
    }
    for (const d of w.form.querySelectorAll('details:not([open])')) if ([...d.querySelectorAll('input, select, textarea')].some(e => e.form === w.form && e.name && said(copy.values).some(s => s.startsWith(e.name + '\n')))) d.open = true;
  }
  const back = 'affiant back';
  async function putBack(copy, w, card) {
    await keep(w);
    const made = copy.values.some(v => v.kind === 'own' && !v.name.startsWith('_') && !w.form.elements[v.name]);
    if ((made || places(w.form, copy.values).some(([v, e]) => !e && tidy(v.value) !== '')) && navigator.onLine && await fetch(document.querySelector('script[src]').src, { method: 'HEAD', cache: 'no-store' }).then(r => r.ok, () => false)) {
      // The form has to be made anew, with as many parts as it had: the station does that, with what was typed in them.
      sessionStorage.setItem(back, copy.id);
      const f = el('form', '', { method: 'post', action: w.form.action, enctype: w.form.enctype, hidden: true });
      const field = (name, value) => f.append(Object.assign(el('textarea'), { name, value }));
      for (const v of copy.values) field(v.name, v.value);
      field('_again', '1');
      field('_token', w.form.elements._token.value);
      document.body.append(f);
      f.submit();
      return;
    }
    if (open(w)) w.id = lots(); // what was typed since has its own copy, and keeps it
    fillIn(w, copy);
    w.typed = true;
    await keep(w);
    w.form.dispatchEvent(new Event('input', { bubbles: true }));
    const rest = without(said(copy.values), said(values(w.form)));
    if (!rest.length && !w.lost) drop(copy.id);
    await show();
    card.remove();
    const first = spoken(copy.values).map(v => texts(w.form, v.name)[0]).find(Boolean);
    (first ?? [...w.form.elements].find(e => e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility()))?.focus();
  }

  // What is offered.
  const shown = list => {
    const d = el('dl', '', { className: 'facts kept-words' });
    for (const v of list) d.append(el('dt', v.label), Object.assign(document.createElement('dd')).appendChild(el('pre', v.says, { tabIndex: 0 })).parentNode);
    return d;
  };
  const longest = list => tidy(list.filter(v => v.kind === 'text').map(v => v.value).sort((a, b) => b.length - a.length)[0] ?? list[0]?.says ?? '');
  function offer(copy, w, rest) {
    const list = spoken(copy.values).filter(v => !rest || rest.includes(v.name + '\n' + tidy(v.value)));
    const card = el('article', '', { className: 'kept-card' });
    const h = el('h2', w || desk ? 'You wrote this ' + when(copy.at) + ' and did not enter it.' : rest ? 'Of what you wrote ' + when(copy.at) + ', the form has no place for this any more.' : 'You wrote this ' + when(copy.at) + ' The form that it was for is not here now.');
    card.append(h, el('p', copy.as + (desk ? ' · ' + copy.title : ''), { className: 'label' }));
    if (w || desk) {
      const words = longest(list);
      card.append(el('blockquote', words.length > 280 ? words.slice(0, 280).trimEnd() + ' …' : words));
      if (words.length > 280 || list.length > 1) {
        const d = el('details');
        d.append(el('summary', 'All of it', { className: 'label' }), shown(list));
        card.append(d);
      }
    } else card.append(shown(list));
    const on = w && own(copy.values, '_on'), now = w?.form.elements._on?.value;
    if (on && now && on !== now) card.append(el('p', 'The papers have changed since. Read them again before you enter it.'));
    const go = el('p', '', { className: 'go' });
    if (w) go.append(button('Put it back', () => putBack(copy, w, card), true));
    else if (desk && copy.page) go.append(el('a', 'Go to it', { className: 'btn strong', href: copy.page }));
    else go.append(button('Copy it', async e => { await navigator.clipboard.writeText(list.map(v => v.label + ': ' + v.says).join('\n')); e.target.textContent = 'Copied'; }));
    go.append(button('Throw it away', () => {
      drop(copy.id);
      card.replaceChildren(el('p', 'Thrown away. '));
      const { id, ...kept } = copy;
      card.firstChild.append(button('Keep it after all', async () => { await put(id, kept); card.remove(); await show(); cards.get(id)?.querySelector('.btn')?.focus(); }));
      card.firstChild.lastChild.focus();
    }));
    card.append(go);
    return card;
  }
  const box = el('section', '', { className: 'kept-offers' });
  box.setAttribute('aria-label', 'Written on this device and not entered');
  const cards = new Map();
  async function show() {
    if (document.querySelector('form.signing')) return; // what is signed stands on the page, and is offered on its form if one goes back
    const put = sessionStorage.getItem(back), all = await copies();
    const here = new Set([location.pathname, ...[...document.querySelectorAll('[data-page]')].map(e => path(e.dataset.page))]);
    for (const c of all) {
      const w = [...writings.values()].find(x => x.which === c.which);
      if ([...writings.values()].some(x => x.id === c.id)) continue;
      let rest;
      if (w) {
        const now = said(values(w.form)), old = said(c.values);
        const gone = without(old, now);
        if (same(now, old) || w.typed && !gone.length) { // its words are here: saved, or kept in a copy of this page's own
          await keep(w);
          if (!w.lost) drop(c.id);
          continue;
        }
        if (w.form.elements._aside?.value && own(c.values, '_key') === w.form.elements._key?.value) continue; // they stand beside it
        if (c.id === put) rest = gone;
      } else if (!desk && !(c.page && here.has(path(c.page))) && c.id !== put) continue;
      if (cards.get(c.id)?.isConnected) continue;
      const card = offer(c, rest ? null : w, rest);
      cards.set(c.id, card);
      box.append(card);
    }
    sessionStorage.removeItem(back);
    const h = document.querySelector('main h1');
    if (!box.isConnected && box.children.length) (document.querySelector('[data-offers]') ?? h ?? document.getElementById('main').firstChild).after(box);
  }

  // Signing out takes all of it away, so it is asked, by name; staying is what the key that confirms does.
  const out = document.querySelector('form[action="/sign-out"].scripted');
  async function leaving() {
    for (const w of writings.values()) if (open(w)) await keep(w);
    const list = (await copies()).map(c => ({ as: c.as, at: c.title + ', written ' + when(c.at), words: longest(spoken(c.values)), to: c.page }));
    for (const w of writings.values()) if (open(w) && !list.some(x => x.as === w.form.dataset.keep)) list.push({ as: w.form.dataset.keep, at: 'on this page', words: longest(spoken(values(w.form))) });
    for (const k of names('affiant outbox ').filter(k => k === 'affiant outbox ' + me)) for (const x of JSON.parse(localStorage.getItem(k)) ?? []) list.push({ as: x.as, at: 'waiting for a connection', words: (x.said ?? []).map(p => p.join(': ')).join('\n'), to: path(x.to).replace(/\/[^/]+$/, '') });
    const others = new Set([...names('affiant kept '), ...names('affiant outbox ').filter(k => localStorage.getItem(k) !== '[]')].map(k => k.split(' ')[2]).filter(a => a !== me));
    if (others.size) list.push({ as: 'What someone else wrote here and did not enter', at: 'sealed for that person, and not shown to you' });
    return list;
  }
  async function forget() { for (const k of await globalThis.caches?.keys() ?? []) if (k.startsWith('affiant-warrants')) await caches.delete(k); }
  out?.addEventListener('submit', async e => {
    if (out.dataset.sure) return;
    e.preventDefault();
    e.stopPropagation();
    const go = async () => { out.dataset.sure = 'yes'; going = true; await forget().catch(() => { /* nothing is kept */ }); out.requestSubmit(); };
    const list = await leaving();
    if (!list.length) return go();
    const d = el('dialog', '', { className: 'leaving' });
    d.setAttribute('aria-labelledby', 'leaving-h');
    const items = el('ul');
    for (const x of list) {
      const li = el('li'), words = x.words ?? '';
      li.append(x.to ? el('a', x.as, { href: x.to }) : el('b', x.as), el('span', x.at, { className: 'label' }));
      if (words) li.append(el('q', words.length > 140 ? words.slice(0, 140).trimEnd() + ' …' : words));
      items.append(li);
    }
    const stay = button('Stay signed in', () => d.close(), true), p = el('p', '', { className: 'go' });
    stay.autofocus = true;
    p.append(stay, button('Sign out, and lose ' + (list.length > 1 ? 'them' : 'it'), go));
    d.append(el('h2', list.length > 1 ? 'These are written and not entered' : 'This is written and not entered', { id: 'leaving-h' }), el('p', (list.length > 1 ? 'They are' : 'It is') + ' kept on this device while you are signed in. Signing out takes ' + (list.length > 1 ? 'them' : 'it') + ' away, and nobody can bring ' + (list.length > 1 ? 'them' : 'it') + ' back.'), items, p);
    d.addEventListener('close', () => d.remove());
    document.body.append(d);
    d.showModal();
    stay.focus();
  });

  // The station says what is entered; what another person's pages are goes with that person.
  const entered = document.cookie.match(/(?:^|; )affiant-entered=([^;]+)/)?.[1];
  if (entered) document.cookie = 'affiant-entered=; path=/; max-age=0; samesite=strict';
  document.addEventListener('DOMContentLoaded', async () => { // the page's own script hears of it
    try {
      if (localStorage.getItem('affiant whose') !== me) {
        await forget();
        localStorage.setItem('affiant whose', me);
      }
    } catch { /* nothing is kept */ }
    let once;
    try { once = JSON.parse(sessionStorage.getItem(sent)); } catch { /* nothing was sent */ }
    if (entered) for (const c of await copies()) if (own(c.values, '_key') === entered || once?.key === entered && c.which === once.which && c.at <= once.at) drop(c.id);
    for (const w of writings.values()) if (open(w)) await keep(w);
    await show();
    document.documentElement.dataset.kept = ''; // whoever waits for it knows that all is read
    document.dispatchEvent(new CustomEvent('kept-read', { detail: await copies() }));
  });
})();
