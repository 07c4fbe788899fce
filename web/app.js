// SPDX-License-Identifier: GPL-2.0-or-later
// Search as you type. Without this the page is a plain form with links.
const find = (selector, root = document) => root.querySelector(selector);
const [form, box, results, notice, help, keys] =
  ['#ask', '#q', '#results', '#notice', '#help', '#keys'].map((id) => find(id));

const kDelayMs = 80;  // a fast typist's pause
const kMaxAddress = 1500;  // as the server's: longer ones go by POST

let asked = 0, abort, timer, committed;

function say(text, kind = '') {
  notice.textContent = text;
  notice.className = 'notice ' + kind;
}

const addressOf = (params) => (params.size ? '/?' + params : '/');
const paramsOf = (address) => new URL(address).searchParams;
const fields = (submitter) =>
  new URLSearchParams([...new FormData(form, submitter)].filter(([, value]) => value));

function swap(html) {
  const open = [...results.querySelectorAll('[open]')];
  const focus = document.activeElement;
  const had = results.contains(focus) && focus.textContent;
  results.innerHTML = html;
  for (const { id } of open) find('#' + id)?.setAttribute('open', '');
  document.title = find('#answer').dataset.title;
  if (had === false) return;
  // The same control as it looks now, else the answer.
  const same = [...results.querySelectorAll('a, button')].find((one) => one.textContent === had);
  (same ?? find('#main')).focus({ preventScroll: true });
}

// Shows the answer to the newest question; what comes too late is dropped.
async function ask(params, live) {
  const turn = ++asked;
  abort?.abort();
  abort = new AbortController();
  const body = new URLSearchParams(params);
  body.set('fragment', 1);
  if (live) body.set('live', 1);
  const post = addressOf(params).length > kMaxAddress;
  results.ariaBusy = true;
  try {
    const { signal } = abort;
    const answer = await fetch(...post ? ['/', { method: 'POST', body, signal }]
                                       : ['/?' + body, { signal }]);
    const html = await answer.text();
    if (turn < asked) return;
    if (!answer.ok) throw Error('status ' + answer.status);
    swap(html);
    // Screen readers hear a verdict when it was asked for, not one a key.
    say((!live && find('#verdict')?.textContent) || '', 'spoken');
  } catch (error) {
    if (turn === asked) say(`No answer (${error.message}). What is below is older.`, 'failed');
  }
  if (turn === asked) results.ariaBusy = false;
}

const commit = () => (committed = { url: location.href, state: history.state });

// Typing changes the address in place; Enter and filters make a history entry, and the one before
// gets back what it was. A question too long for an address is kept in its entry.
function go(params, live) {
  clearTimeout(timer);
  const address = addressOf(params);
  const long = address.length > kMaxAddress;
  const entry = [long ? { sent: String(params) } : null, '', long ? '/' : address];
  if (live) history.replaceState(...entry);
  else {
    history.replaceState(committed.state, '', committed.url);
    if (long || location.origin + address !== committed.url) history.pushState(...entry);
    commit();
  }
  ask(params, live);
}

function restore() {
  clearTimeout(timer);
  commit();
  const sent = history.state?.sent;
  const params = sent ? new URLSearchParams(sent) : paramsOf(location);
  box.value = params.get('q') ?? '';
  ask(params);
}

function typed() {
  clearTimeout(timer);
  timer = setTimeout(() => go(fields(), true), kDelayMs);
}

const current = () => document.activeElement.closest('.hit');

function step(by) {
  const hits = [...document.querySelectorAll('.hit')];
  const next = hits[Math.min(Math.max(hits.indexOf(current()) + by, 0), hits.length - 1)];
  if (next) find('h3 a', next).focus();
}

const plain = ({ textContent }) => textContent.trim().replace(/[\\`*_[\]<>]/g, '\\$&');

function markdownOf(hit) {
  const link = find('h3 a', hit);
  const lines = [...hit.querySelectorAll('.remedy div')].map(
    (one) => `\n- **${plain(one.firstChild)}:** ${plain(one.lastChild)}`);
  const began = find('time', hit)?.dateTime ?? 'no date';
  return `**[${plain(link)}](${link.href})** (${began})` + lines.join('');
}

function copy(hit, what) {
  if (!hit) return say('First choose a result, with j and k.');
  const text = what === 'link' ? find('h3 a', hit).href : markdownOf(hit);
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
  copied.then(() => say('Copied.'), () => say('Not copied: ' + text));
}

// Pages without results have keys of their own.
const commands = {
  '/': () => box.select(),
  '?': () => help.showModal(),
  ...(results && {
    j: () => step(1),
    k: () => step(-1),
    y: () => copy(current(), 'link'),
    m: () => copy(current(), 'markdown'),
    f: () => find('#filters a, #filters button')?.focus(),
  }),
};

addEventListener('keydown', (event) => {
  const { key, target } = event;
  if (target === box && key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
  if (target.closest('input, textarea, dialog') || !commands[key] || !keys.checked) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  commands[key]();
});

addEventListener('click', (event) => {
  const { target } = event;
  if (target.dataset.copy) copy(target.closest('.hit'), target.dataset.copy);
  if (target.id === 'show-help') help.showModal();
  const link = target.closest('a[data-swap]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const params = paramsOf(link);
  box.value = params.get('q') ?? '';
  go(params);
});

keys.checked = localStorage.keys !== 'off';
keys.onchange = () => (localStorage.keys = keys.checked ? 'on' : 'off');
document.documentElement.classList.add('js');

if (results) {
  commit();
  box.oninput = typed;
  form.onsubmit = (event) => {
    event.preventDefault();
    go(fields(event.submitter));
  };
  onpopstate = restore;
  if (history.state?.sent) restore();
  else if (box.value !== box.defaultValue) typed();
  // A touch keyboard would cover the page.
  if (matchMedia('(hover: hover) and (pointer: fine)').matches) box.focus();
}
