// SPDX-License-Identifier: GPL-2.0-or-later
// Keys for the pages that a team reads together. Without this they are plain forms and links.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const pairs = all('.pair');
let current = -1;

// Where the browser keeps nothing, the page does without.
function recall(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}
function keep(key, text) {
  try { localStorage.setItem(key, text); } catch { /* full, or switched off */ }
}

// Who decides is remembered on this device and nowhere else.
for (const field of all('[data-remember]')) {
  const key = 'dejavu.' + field.dataset.remember;
  if (!field.value) field.value = recall(key) ?? '';
  field.form.addEventListener('submit', () => keep(key, field.value));
}

// In the open form of a pair: the choice is made, the reason is to be written.
function decide(kind) {
  const pair = pairs[Math.max(current, 0)];
  const form = (pair ?? document).querySelector('form.decide');
  if (!form?.elements.kind) return;
  form.closest('details')?.setAttribute('open', '');
  form.querySelector(`[value="${kind}"]`).checked = true;
  form.elements.reason.focus();
}

function step(by) {
  if (!pairs.length) return;
  current = Math.min(Math.max(current + by, 0), pairs.length - 1);
  pairs[current].querySelector('a').focus();
}

const follow = (rel) => document.querySelector(`.report a[rel="${rel}"]`)?.click();

const commands = {
  j: () => step(1),
  k: () => step(-1),
  y: () => decide('recurrence_of'),
  n: () => decide('not_recurrence_of'),
  l: () => decide('lookalike_of'),
  u: () => document.querySelector('.undo')?.click(),
  ArrowRight: () => follow('next'),
  ArrowLeft: () => follow('prev'),
};

addEventListener('focusin', ({ target }) => {
  const at = pairs.indexOf(target.closest('.pair'));
  if (at >= 0) current = at;
});

addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (key === 'Escape' && target.closest('form.decide')) target.blur();
  if (target.closest('input, textarea, select, dialog, summary') || !commands[key]) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // As everywhere: whoever switched single keys off is left alone.
  if (key.length === 1 && recall('keys') === 'off') return;
  event.preventDefault();
  commands[key]();
});
