// The editor's script keeps what is typed on this device, asks the review as one pauses, and lets words be chosen in a source. Without it all
// of that is done by the buttons of the form.
const form = document.getElementById('assertion');
const state = document.getElementById('state');
const text = document.getElementById('text');
// clock says a time of this device's own clock as pages say one: 9:34 p.m.
const clock = (d = new Date()) => `${d.getHours() % 12 || 12}:${String(d.getMinutes()).padStart(2, '0')} ${d.getHours() < 12 ? 'a' : 'p'}.m.`;

for (const b of form.querySelectorAll('[data-noscript]')) b.hidden = true;

// What is typed is kept on this device by keep.js, which says so.
let kept = true;
form.addEventListener('kept', e => {
  kept = e.detail.ok;
  say(kept ? 'Kept on this device at ' + clock() + (off ? '; no connection.' : '; not saved in the matter yet.') : 'This browser keeps nothing: save often.');
});
// put tells the form that a field was filled in by a button.
const put = field => field.dispatchEvent(new Event('input', { bubbles: true }));

// The review is asked when the typing pauses.
// First comes what can be said of the sentence at once; what lays the whole paper beside all sources comes when the typing has rested, and
// until then what it said before stays.
let wait = 0, rest = 0, turn = 0, off = false, before = null;
const say = s => { state.textContent = s; };
async function ask(whole = false) {
  const mine = ++turn;
  before?.abort(); // what is asked of older words need not be answered
  const stop = before = new AbortController();
  try {
    const r = await fetch(form.dataset.check + (whole ? '?whole=yes' : ''), { method: 'POST', signal: stop.signal, body: new URLSearchParams(new FormData(form)), headers: { Accept: 'text/html' } });
    if (mine !== turn) return;
    if (r.status === 401) {
      say('You were signed out. ' + (kept ? 'Your words are kept on this device; press' : 'Press') + ' Save, and they go along while you sign in.');
      return;
    }
    if (!r.ok) {
      say((kept ? 'Kept on this device. ' : 'Not kept on this device. ') + 'The check did not answer (' + r.status + ').');
      return;
    }
    const page = new DOMParser().parseFromString(await r.text(), 'text/html');
    if (mine !== turn) return;
    for (const a of page.querySelectorAll('[aria-hidden] a')) a.tabIndex = -1; // the words stand in their field, and are read there
    const back = [...page.querySelectorAll('[data-part]')].map(part => placed(document.getElementById(part.dataset.part)));
    if (!whole) stay(page.querySelector('[data-part=findings]'));
    for (const part of page.querySelectorAll('[data-part]')) document.getElementById(part.dataset.part).replaceChildren(...part.childNodes);
    for (const put of back) put();
    off = false;
    say(kept ? 'Kept on this device at ' + clock() + '; not saved in the matter yet.' : 'This browser keeps nothing: save often.');
    if (!whole) rest = setTimeout(ask, 1500, true);
  } catch {
    if (mine !== turn) return;
    off = true;
    say(kept ? 'No connection. Your words are kept on this device; go on writing.' : 'No connection, and this browser keeps nothing: leave this page open.');
    clearTimeout(wait);
    wait = setTimeout(ask, 5000);
  }
}
// placed notes where in a part one is, and which folds are open, and returns what puts both back when the part was told anew. What is gone leaves one where one writes.
function placed(at) {
  const where = e => { const of = e.closest('[id]'); return [of.id, e.tagName, [...of.querySelectorAll(e.tagName)].indexOf(e)]; };
  const find = ([id, tag, i]) => { const of = at.id === id ? at : at.querySelector('#' + CSS.escape(id)); return i < 0 ? of : of?.querySelectorAll(tag)[i]; };
  const here = at.contains(document.activeElement) ? where(document.activeElement) : null;
  const open = [...at.querySelectorAll('details[open]')].map(where);
  return () => {
    for (const d of open) { const x = find(d); if (x) x.open = true; }
    if (here) (find(here) ?? text).focus({ preventScroll: true });
  };
}
function stay(part) {
  const all = document.querySelectorAll('#findings [data-after]');
  if (!all.length) return;
  let pop = part.querySelector('.pop');
  if (!pop) {
    pop = document.createElement('div');
    pop.className = 'pop';
    part.append(pop);
  }
  pop.append(...all);
}
function typed() {
  clearTimeout(wait);
  clearTimeout(rest);
  wait = setTimeout(ask, 400);
}
form.addEventListener('input', typed);
form.addEventListener('change', typed);
addEventListener('online', () => { if (off) ask(); });

// Save by keyboard; not into a dead line.
text.addEventListener('keydown', e => {
  if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    form.requestSubmit();
  }
});
form.addEventListener('submit', async e => {
  if (navigator.onLine && !off || form.dataset.there) return;
  e.preventDefault();
  e.stopImmediatePropagation();
  const by = e.submitter;
  try {
    await fetch('/hall/editor.js', { method: 'HEAD', cache: 'no-store' });
  } catch {
    say('No connection, so nothing was sent. ' + (kept ? 'Your words are kept on this device.' : 'Leave this page open: this browser keeps nothing.'));
    return;
  }
  off = false;
  form.dataset.there = 'yes';
  form.requestSubmit(by);
}, true);
if (form.hasAttribute('data-typed')) typed();

// Words chosen in a source become a citation.
const pick = document.getElementById('pick');
let chosen = null;
const choose = () => {
  const s = getSelection();
  const near = n => (n?.nodeType === 1 ? n : n?.parentElement)?.closest('.w[data-span]');
  const from = s && !s.isCollapsed ? near(s.anchorNode) : null;
  if (!from || near(s.focusNode) !== from) {
    pick.hidden = true;
    chosen = null;
    return;
  }
  const part = s.getRangeAt(0).cloneContents();
  for (const x of part.querySelectorAll('sup')) x.remove(); // the codes of marks are no words of the source
  const words = part.textContent;
  if (!words.trim()) return;
  chosen = { cite: from.dataset.span, words: words.trim() };
  const r = s.getRangeAt(0).getBoundingClientRect();
  pick.hidden = false;
  pick.style.left = Math.max(8, Math.min(r.left, innerWidth - pick.offsetWidth - 8)) + 'px';
  pick.style.top = Math.min(r.bottom + 6, innerHeight - pick.offsetHeight - 8) + 'px';
};
document.addEventListener('selectionchange', () => { clearTimeout(choose.wait); choose.wait = setTimeout(choose, 120); });
addEventListener('scroll', () => { pick.hidden = true; }, true);
const cites = document.getElementById('cites');
const cite = () => {
  const line = chosen.cite + ' "' + chosen.words + '"';
  cites.value = (cites.value.trimEnd() ? cites.value.trimEnd() + '\n' : '') + line;
};
pick.addEventListener('mousedown', e => e.preventDefault()); // the words stay chosen
document.getElementById('pick-cite').addEventListener('click', () => {
  if (!chosen) return;
  cite();
  pick.hidden = true;
  put(cites);
  text.focus();
});
document.getElementById('pick-new').addEventListener('click', () => {
  if (!chosen) return;
  text.value = (text.value.trimEnd() ? text.value.trimEnd() + ' ' : '') + '“' + chosen.words + '”';
  cite();
  pick.hidden = true;
  put(cites);
  text.focus();
});

// The button beside a line does the same for all of it, without leaving the page.
document.addEventListener('click', e => {
  const b = e.target.closest?.('button[name=cite]');
  if (!b) return;
  e.preventDefault();
  cites.value = (cites.value.trimEnd() ? cites.value.trimEnd() + '\n' : '') + b.value;
  put(cites);
  say('Cited: ' + b.value + '.');
});

// Another assertion is opened without sending this one: what is typed is kept here, and offered when one comes back.
document.addEventListener('click', e => {
  const b = e.target.closest?.('button[name=open]');
  if (!b) return;
  e.preventDefault();
  location.href = form.getAttribute('action') + (b.value === '0' ? '' : '?n=' + b.value + '#n-' + b.value);
});

// Other assertions with words that are kept here and not saved say so.
document.addEventListener('kept-read', e => {
  for (const li of document.querySelectorAll('.draft > li:not(.at)')) {
    if (!e.detail.some(c => c.which === new URL(form.action).pathname + ' ' + li.value)) continue;
    const s = document.createElement('span');
    s.className = 'label';
    s.textContent = ' has words on this device that are not saved';
    li.querySelector('.edit-do')?.append(s);
  }
});
