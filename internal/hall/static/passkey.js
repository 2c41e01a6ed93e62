// A form with data-passkey asks the authenticator before it is sent: the page asks the station what is to be signed, the browser asks the
// person, and the answer goes into the form. Without script the sheet hides such forms, and where there are no passkeys this does. The page comes with the button
// switched off: pressed before this runs, it would send a form without an answer.

const bytes = s => Uint8Array.from(atob(s.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const text = b => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// ask asks the station what is to be signed.
async function ask(address, form) {
  const r = await fetch(address, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin', redirect: 'error' });
  let said = {};
  try { said = await r.json(); } catch { /* a page, and not an answer */ }
  if (!r.ok || !said.publicKey) throw new Error(said.wrong || 'The station did not answer as it should. Load the page again; nothing was entered.');
  const o = said.publicKey;
  o.challenge = bytes(o.challenge);
  for (const k of [...(o.allowCredentials ?? []), ...(o.excludeCredentials ?? [])]) k.id = bytes(k.id);
  if (o.user) o.user.id = bytes(o.user.id);
  return { challenge: said.challenge, publicKey: o };
}

// answer asks the person, and writes what the authenticator said as JSON.
async function answer(publicKey, make) {
  const c = make ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
  const response = { clientDataJSON: text(c.response.clientDataJSON) };
  if (make) {
    response.attestationObject = text(c.response.attestationObject);
    response.transports = c.response.getTransports?.() ?? [];
  } else {
    response.authenticatorData = text(c.response.authenticatorData);
    response.signature = text(c.response.signature);
    if (c.response.userHandle) response.userHandle = text(c.response.userHandle);
  }
  return JSON.stringify({ id: c.id, rawId: text(c.rawId), type: c.type, response, clientExtensionResults: c.getClientExtensionResults(), authenticatorAttachment: c.authenticatorAttachment ?? undefined });
}

function put(form, name, value) {
  let field = form.elements[name];
  if (!field) {
    field = Object.assign(document.createElement('input'), { type: 'hidden', name });
    form.append(field);
  }
  field.value = value;
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (!window.PublicKeyCredential) {
    form.hidden = true;
    continue;
  }
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.className = 'label passkey-says';
  form.append(said);
  const button = form.querySelector('button');
  form.addEventListener('submit', async e => {
    e.preventDefault();
    button.disabled = true;
    said.textContent = 'Your device asks you now.';
    try {
      put(form, '_challenge', '');
      put(form, '_credential', '');
      if (form.dataset.proof) {
        const p = await ask(form.dataset.proof, form);
        put(form, '_credential', await answer(p.publicKey, false));
        put(form, '_challenge', p.challenge);
      }
      const a = await ask(form.dataset.passkey, form);
      put(form, '_credential', await answer(a.publicKey, form.hasAttribute('data-make')));
      put(form, '_challenge', a.challenge);
      form.submit();
    } catch (err) {
      said.textContent = err.name === 'NotAllowedError' ? 'Your device gave no answer, so nothing was sent. Try again, or use the other way.'
        : err.name === 'InvalidStateError' ? 'This device has a passkey for the station already.' : err.message;
      button.disabled = false;
      if (document.activeElement === document.body) button.focus(); // a button that was switched off has lost it
      delete form.dataset.sent;
    }
  });
  button.disabled = false;
}
