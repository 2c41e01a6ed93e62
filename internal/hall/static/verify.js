// A file is checked in this browser. The check is fetched when it is first asked for; the file is handed to it, and to nothing else.
const form = document.getElementById('verify');
const state = document.getElementById('verify-state');
const file = document.getElementById('bundle');
const drop = document.getElementById('drop');
let given = null, ready = null;

const load = () => ready ??= new Promise((yes, no) => {
  const s = document.createElement('script');
  s.src = form.dataset.run;
  s.onerror = no;
  s.onload = async () => {
    try {
      window.affiantReady = yes;
      const go = new Go();
      const { instance } = await WebAssembly.instantiateStreaming(fetch(form.dataset.wasm), go.importObject);
      go.run(instance).then(() => no(new Error('it ended')), no);
    } catch (e) { no(e); }
  };
  document.head.append(s);
});

const put = (parent, tag, text, cls) => {
  const e = document.createElement(tag);
  e.textContent = text;
  if (cls) e.className = cls;
  parent.append(e);
  return e;
};
// What turns or hides what follows it is spelled out, as everywhere in these pages.
const inert = s => s.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));

function show(said) {
  const box = document.getElementById('said'), says = document.getElementById('said-says'), list = document.getElementById('said-list');
  document.getElementById('said-h').textContent = said.heading;
  says.replaceChildren();
  list.replaceChildren();
  for (const s of said.says ?? []) put(says, 'p', inert(s));
  for (const e of said.entries ?? []) {
    const li = put(list, 'li', '');
    put(li, 'b', inert(e.title));
    put(li, 'span', 'recorded ' + e.when + ' · ' + e.hash, 'label');
    if (!e.words) continue;
    const d = put(li, 'details', '');
    put(d, 'summary', 'Its words', 'label');
    let words = e.words;
    try { words = JSON.stringify(JSON.parse(e.words), null, 1); } catch { /* as they are */ }
    const pre = put(d, 'pre', inert(words));
    pre.tabIndex = 0;
  }
  if (said.more) put(list, 'li', 'and ' + said.more + ' more');
  box.hidden = false;
  box.focus();
}

drop.addEventListener('dragover', e => { e.preventDefault(); drop.classList.add('over'); });
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', e => {
  e.preventDefault();
  drop.classList.remove('over');
  given = e.dataTransfer.files[0] ?? null;
  if (given) state.textContent = given.name + ' is here. Check it.';
});
file.addEventListener('change', () => { given = file.files[0] ?? null; });

form.addEventListener('submit', async e => {
  e.preventDefault();
  const key = document.getElementById('key').value;
  if (!key.trim() || !given) {
    state.textContent = !key.trim() ? 'Paste the key of the log first.' : 'Choose the file first.';
    return;
  }
  if (given.size > 64 << 20) {
    state.textContent = 'The file is too large for a page; check it with the program.';
    return;
  }
  state.textContent = 'Checking…';
  try {
    await load();
    const bytes = new Uint8Array(await given.arrayBuffer());
    await new Promise(r => setTimeout(r)); // what was said is drawn first
    show(JSON.parse(window.affiantVerify(key, bytes)));
    state.textContent = '';
  } catch (err) {
    ready = null;
    state.textContent = 'The check could not be run here (' + err + '). Use the program: affiant verify.';
  }
});
