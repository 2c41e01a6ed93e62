// Offences are narrowed as one types; without script the button beside the field does it.
const find = document.getElementById('find'), left = document.getElementById('left');
const rows = [...document.querySelectorAll('.offences > li[data-words]')];
find.addEventListener('input', () => {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  let gone = 0;
  for (const li of rows) {
    const has = words.every(w => li.dataset.words.toLowerCase().includes(w));
    li.hidden = !has && !li.querySelector('input').checked;
    if (li.hidden) gone++;
  }
  left.textContent = gone ? `${gone} ${gone === 1 ? 'offence' : 'offences'} without these words not shown.` : '';
});
// Enter in that field looks for an offence, and does not send the form.
find.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault(); });
