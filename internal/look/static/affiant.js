// Everything here saves a click and no more: without it every link, form and ruling works.

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
let turn = 0;
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
  const here = document.activeElement;
  const id = here && main.contains(here) ? here.id : '';
  const top = here?.getBoundingClientRect().top ?? 0;
  const folds = new Map([...main.querySelectorAll('details[id]')].map(d => [d.id, d.open]));
  const across = [...main.querySelectorAll('.scroll')].map(s => s.scrollLeft);
  for (const d of next.querySelectorAll('details[id]')) if (folds.get(d.id)) d.open = true;
  main.replaceWith(next);
  [...next.querySelectorAll('.scroll')].forEach((s, i) => { s.scrollLeft = across[i] ?? 0; });
  document.querySelector('.bar').replaceWith(page.querySelector('.bar'));
  document.querySelector('.foot').replaceWith(page.querySelector('.foot'));
  document.title = page.title;
  const to = id && document.getElementById(id);
  if (to) {
    to.focus({ preventScroll: true });
    scrollBy(0, to.getBoundingClientRect().top - top);
  }
  if (push) history.pushState(null, '', answer.url);
  document.getElementById('told').textContent = next.querySelector('.lead')?.textContent ?? '';
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
addEventListener('popstate', () => { if (form()) read(location.href, false); });
