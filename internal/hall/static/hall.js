// Everything here saves a step and no more: without it every link and form works.

// What is far below is laid out when the page stands, or before an address leads there (data-whole, in the sheet of the house).
const whole = () => { document.documentElement.dataset.whole = ''; };
if (location.hash) whole();
document.addEventListener('click', e => { if (e.target.closest?.('a[href*="#"]')) whole(); }, true);
addEventListener('hashchange', whole);
if (document.readyState === 'complete') setTimeout(whole, 500);
else addEventListener('load', () => setTimeout(whole, 500));

// An invitation comes in the part of an address that is not sent anywhere; it is put into its field, and taken out of the address.
const invitations = document.querySelectorAll('input[data-fragment]');
if (invitations.length && location.hash.startsWith('#affiant_i_')) {
  for (const i of invitations) i.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}

// A link from elsewhere goes on by itself.
document.querySelector('a[data-onward]')?.click();

// What went wrong is read first.
document.getElementById('wrong')?.focus();

// A form that is under way is sent once, however often the button is pressed.
document.addEventListener('submit', e => {
  const f = e.target;
  if (f.dataset.sent) {
    e.preventDefault();
    return;
  }
  if (f.method === 'post') {
    f.dataset.sent = 'yes';
    setTimeout(() => { delete f.dataset.sent; }, 4000);
  }
});
addEventListener('pageshow', () => { for (const f of document.forms) delete f.dataset.sent; });

// Point at or focus a mark or what is asked of it, and its partners answer.
const lit = on => e => {
  const m = e.target.closest?.('[data-f]');
  if (m) for (const x of document.querySelectorAll('[data-f="' + CSS.escape(m.dataset.f) + '"]')) x.classList.toggle('lit', on);
};
for (const t of ['mouseover', 'focusin']) document.addEventListener(t, lit(true));
for (const t of ['mouseout', 'focusout']) document.addEventListener(t, lit(false));
const unfold = () => {
  let to = null;
  try { to = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
  for (const d of to?.querySelectorAll(':scope > details') ?? []) d.open = true;
};
addEventListener('hashchange', unfold);
unfold();
