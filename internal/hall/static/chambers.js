// Words that are chosen in a sentence are put where its question is asked.
document.addEventListener('selectionchange', () => {
  const s = getSelection();
  const words = s.toString().replace(/\s+/g, ' ').trim();
  const at = s.anchorNode?.parentElement?.closest('[data-choose]');
  if (!words || !at || at !== s.focusNode?.parentElement?.closest('[data-choose]')) return;
  const n = at.dataset.choose;
  document.getElementById('ask-' + n).open = true;
  document.getElementById('words-' + n).value = words;
});
