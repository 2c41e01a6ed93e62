// Everything here saves a click and no more: without it every link, form and ruling works.

// What is far below is laid out when the page stands, or before an address leads there (data-whole, in the sheet of the house).
const whole = () => { document.documentElement.dataset.whole = ''; };
if (location.hash) whole();
document.addEventListener('click', e => { if (e.target.closest?.('a[href*="#"]')) whole(); }, true);
addEventListener('hashchange', whole);
if (document.readyState === 'complete') setTimeout(whole, 500);
else addEventListener('load', () => setTimeout(whole, 500));

// Point at or focus a mark or a note, and its partners answer.
const partners = key => document.querySelectorAll('.mk[data-f~="' + CSS.escape(key) + '"]');
const lit = on => e => {
  const m = e.target.closest?.('[data-f]');
  if (m) for (const key of m.dataset.f.split(' ')) for (const x of partners(key)) x.classList.toggle('lit', on);
};
for (const t of ['mouseover', 'focusin']) document.addEventListener(t, lit(true));
for (const t of ['mouseout', 'focusout']) document.addEventListener(t, lit(false));

// A link to a folded note opens it.
const unfold = () => {
  let to = null;
  try { to = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  for (const d of to?.querySelectorAll(':scope > details') ?? []) d.open = true;
};
addEventListener('hashchange', unfold);
document.addEventListener('click', e => {
  const a = e.target.closest?.('a[href^="#"]');
  if (a && a.getAttribute('href') === location.hash) unfold();
});
unfold();

// A ruling applies at once: the page of the new address is fetched and takes the place of this one, with focus, folds
// and the place on the screen kept.
const form = () => document.getElementById('view');
// stood returns what finds an element again on the page that takes the place of this one: by its name, else by how it stands in what has one; what is gone, in what it
// stood in. Of an element that stays it returns nothing.
function stood(e) {
  const part = e?.closest?.('main, .bar, .foot');
  if (!part) return null;
  const of = e.closest('[id]:not(main)') ?? part, way = of === part ? (part.localName === 'main' ? 'main' : '.' + part.className) : '#' + CSS.escape(of.id);
  const i = [...of.querySelectorAll(e.localName)].indexOf(e);
  return () => {
    const now = document.querySelector(way), to = i < 0 ? now : now?.querySelectorAll(e.localName)[i];
    if (to) return to;
    const m = document.querySelector('main');
    m.tabIndex = -1;
    return m;
  };
}
let turn = 0;
const asked = () => location.pathname + location.search;
let shown = asked();
async function read(url, push) {
  const mine = ++turn;
  const main = document.querySelector('main');
  main.setAttribute('aria-busy', 'true');
  let answer, text;
  try {
    answer = await fetch(url, { headers: { Accept: 'text/html' } });
    text = await answer.text();
  } catch {
    location.assign(url);
    return;
  }
  if (mine !== turn) return;
  const page = new DOMParser().parseFromString(text, 'text/html');
  const next = page.querySelector('main');
  if (!answer.ok || !next) {
    location.assign(url);
    return;
  }
  const here = document.activeElement, back = stood(here);
  const top = here?.getBoundingClientRect().top ?? 0;
  const folds = new Map([...main.querySelectorAll('details[id]')].map(d => [d.id, d.open]));
  const across = [...main.querySelectorAll('.scroll')].map(s => s.scrollLeft);
  for (const d of next.querySelectorAll('details[id]')) if (folds.get(d.id)) d.open = true;
  main.replaceWith(next);
  [...next.querySelectorAll('.scroll')].forEach((s, i) => { s.scrollLeft = across[i] ?? 0; });
  document.querySelector('.bar').replaceWith(page.querySelector('.bar'));
  document.querySelector('.foot').replaceWith(page.querySelector('.foot'));
  document.title = page.title;
  furnish();
  const to = back?.();
  if (to) {
    to.focus({ preventScroll: true });
    scrollBy(0, to.getBoundingClientRect().top - top);
  }
  if (push) history.pushState(null, '', answer.url);
  shown = asked();
  document.getElementById('told').textContent = ['[data-told]', '.lead'].map(x => next.querySelector(x)?.textContent ?? '').join(' ').trim();
}
const send = () => {
  const chosen = new URLSearchParams(new FormData(form()));
  // Open is what no ruling means, and a state of mind without a ruling means nothing: the address need not say them.
  for (const [key, value] of [...chosen]) {
    if (value === '') chosen.delete(key, value);
    else if (key.startsWith('mind.') && chosen.get('rule.' + key.slice(5)) !== 'sustained') chosen.delete(key);
  }
  return read(form().action + '?' + chosen, true);
};
document.addEventListener('change', e => { if (form() && e.target.form === form()) send(); });
document.addEventListener('submit', e => {
  if (!form() || e.target !== form()) return;
  e.preventDefault();
  send();
});
addEventListener('popstate', () => { if (form() && asked() !== shown) read(location.href, false); }); // a link to a place on the page comes here too, and asks for nothing new

// The map: larger and smaller, folded, and followed by the arrows; and the tree that says the same, as a tree is gone through. Without this every box and
// every branch is a link, and all of them are there.
function furnish() {
  const tools = document.querySelector('.map-tools');
  if (tools) tools.hidden = false;
  const tree = document.querySelector('[role=tree]');
  for (const [i, a] of [...tree?.querySelectorAll('[role=treeitem]') ?? []].entries()) a.tabIndex = i ? -1 : 0;
}
furnish();

const boxes = () => [...document.querySelectorAll('.map [data-box]')];
const lines = () => [...document.querySelectorAll('.map [data-from]')].map(g => ({ g, from: g.dataset.from, to: g.dataset.to, how: g.dataset.how }));
const box = id => boxes().find(b => b.dataset.box === id);
// What lies behind a folded box, and behind nothing else, is not drawn.
function folds() {
  const all = boxes(), ls = lines();
  const inner = new Set(ls.flatMap(l => l.how === 'rivals' ? [l.to] : [l.from]));
  const seen = new Set(all.filter(b => !inner.has(b.dataset.box)).map(b => b.dataset.box));
  const folded = new Set(all.filter(b => b.classList.contains('folded')).map(b => b.dataset.box));
  for (const id of seen) if (!folded.has(id)) for (const l of ls) {
    if (l.to === id && l.how !== 'rivals') seen.add(l.from);
    if (l.from === id && l.how === 'rivals') seen.add(l.to);
  }
  let gone = 0;
  for (const b of all) {
    b.classList.toggle('gone', !seen.has(b.dataset.box));
    if (!seen.has(b.dataset.box)) gone++;
  }
  for (const l of ls) l.g.classList.toggle('gone', !seen.has(l.from) || !seen.has(l.to));
  closeUp();
  document.getElementById('told').textContent = gone ? gone + (gone === 1 ? ' box is' : ' boxes are') + ' folded away.' : 'Nothing is folded.';
}
function fold(b, yes) {
  const had = b.classList.contains('folded'), top = b.getBoundingClientRect().top;
  b.classList.toggle('folded', yes ?? !had);
  folds();
  if (b === document.activeElement) scrollBy(0, b.getBoundingClientRect().top - top); // it stays where one looks
}
// What is folded away leaves no empty height: where no box is left from one side to the other the map is drawn together, and boxes, lines and legend move up.
function closeUp() {
  const svg = document.querySelector('.map svg'), space = 40, head = 52, foot = 64;
  const full = Number(svg.dataset.full ??= svg.viewBox.baseVal.height);
  const runs = [[0, head - space]]; // heights at which there are boxes, from the top
  for (const [from, to] of boxes().filter(b => !b.classList.contains('gone')).map(b => b.querySelector('rect')).map(r => [r.y.baseVal.value, r.y.baseVal.value + r.height.baseVal.value]).sort((a, b) => a[0] - b[0])) {
    if (from <= runs.at(-1)[1] + space) runs.at(-1)[1] = Math.max(runs.at(-1)[1], to);
    else runs.push([from, to]);
  }
  const cuts = [...runs, [full - foot + space]].flatMap(([from], i, all) => i && from - all[i - 1][1] > space ? [{ at: all[i - 1][1] + space / 2, by: from - all[i - 1][1] - space }] : []);
  const up = y => cuts.reduce((n, c) => n + Math.min(Math.max(y - c.at, 0), c.by), 0);
  const move = (e, y) => { const n = up(y); if (n) e.setAttribute('transform', `translate(0 ${-n})`); else e.removeAttribute('transform'); };
  for (const b of boxes()) move(b, b.querySelector('rect').y.baseVal.value);
  move(svg.querySelector('.legend'), full);
  for (const p of svg.querySelectorAll('[data-from] path')) {
    p.dataset.d ??= p.getAttribute('d');
    p.setAttribute('d', p.dataset.d.replace(/([MCV])([-\d .]+)/g, (_, c, n) => c + n.trim().split(' ').map((x, i) => c === 'V' || i % 2 ? x - up(Number(x)) : x).join(' ')));
  }
  svg.setAttribute('viewBox', `0 0 ${svg.viewBox.baseVal.width} ${full - up(full)}`);
  size(svg);
}
// size makes the map as large as it was drawn, or as many steps larger or smaller as it was made.
function size(svg) {
  const { width, height } = svg.viewBox.baseVal, z = Number(svg.dataset.zoom ?? 0);
  svg.setAttribute('width', Math.round(width * 1.25 ** z));
  svg.setAttribute('height', Math.round(height * 1.25 ** z));
}
document.addEventListener('click', e => {
  const b = e.target.closest?.('.map-tools button');
  if (!b) return;
  const svg = document.querySelector('.map svg');
  if (b.dataset.fold) {
    for (const x of boxes()) x.classList.toggle('folded', b.dataset.fold === 'elements' && x.querySelector('.box.at-3') !== null);
    folds();
    return;
  }
  const z = b.dataset.zoom === '0' ? 0 : Math.max(-4, Math.min(6, Number(svg.dataset.zoom ?? 0) + Number(b.dataset.zoom)));
  if (z) svg.dataset.zoom = z;
  else delete svg.dataset.zoom;
  size(svg);
});
document.addEventListener('keydown', e => {
  if (e.altKey || e.ctrlKey || e.metaKey) return;
  const a = e.target.closest?.('.map [data-box]');
  if (a) {
    const id = a.dataset.box, ls = lines().filter(l => !l.g.classList.contains('gone'));
    const beside = boxes().filter(b => b.dataset.column === a.dataset.column && !b.classList.contains('gone')).sort((x, y) => x.getBBox().y - y.getBBox().y);
    const i = beside.indexOf(a);
    const to = {
      ArrowLeft: () => box(ls.find(l => l.to === id && l.how !== 'rivals')?.from),
      ArrowRight: () => box(ls.find(l => l.from === id && l.how !== 'rivals')?.to),
      ArrowUp: () => beside[i - 1], ArrowDown: () => beside[i + 1],
    }[e.key];
    if (e.key === ' ') fold(a);
    else if (to) to()?.focus();
    else return;
    e.preventDefault();
    return;
  }
  const t = e.target.closest?.('[role=treeitem]');
  if (!t) return;
  const shown = [...document.querySelectorAll('[role=treeitem]')].filter(x => x.checkVisibility());
  const i = shown.indexOf(t), open = t.getAttribute('aria-expanded');
  const go = x => { if (x) { t.tabIndex = -1; x.tabIndex = 0; x.focus(); } };
  const unfoldTree = yes => { t.setAttribute('aria-expanded', yes); const b = box(t.dataset.of); if (b) fold(b, !yes); };
  switch (e.key) {
    case 'ArrowDown': go(shown[i + 1]); break;
    case 'ArrowUp': go(shown[i - 1]); break;
    case 'Home': go(shown[0]); break;
    case 'End': go(shown.at(-1)); break;
    case 'ArrowRight': if (open === 'false') unfoldTree(true); else if (open) go(shown[i + 1]); break;
    case 'ArrowLeft': if (open === 'true') unfoldTree(false); else go(t.closest('[role=group]')?.parentElement.querySelector('[role=treeitem]')); break;
    default: return;
  }
  e.preventDefault();
});
