// SPDX-License-Identifier: GPL-2.0-or-later
// Search as you type. Without this the page is a plain form with links.
const find = (selector, root = document) => root.querySelector(selector);
const [form, box, results, notice, help, keys] =
  ['#ask', '#q', '#results', '#notice', '#help', '#keys'].map((id) => find(id));

const kDelayMs = 80;  // a fast typist's pause
const kMaxAddress = 1500;  // as the server's: longer ones go by POST
const kSlowMs = 2000;  // then somebody wonders whether anything happens
const kRecent = 6;  // what a start page has room for

let asked = 0, abort, timer, slow, committed;

// What stays on this device; where the browser keeps nothing, the page does without.
function recall(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}
function keep(key, text) {
  try { localStorage.setItem(key, text); } catch { /* full, or switched off */ }
}
function recents() {
  try { return JSON.parse(recall('recent')) ?? []; } catch { return []; }
}

function say(text, kind = '') {
  notice.textContent = text;
  notice.className = 'notice ' + kind;
}

const addressOf = (params) => (params.size ? '/?' + params : '/');
const paramsOf = (address) => new URL(address).searchParams;

function fields(submitter) {
  const params = new URLSearchParams([...new FormData(form, submitter)].filter(([, one]) => one));
  const [, name, text] = /^(force|ignore)=(.*)$/s.exec(params.get('toggle')) ?? [];
  if (!name) return params;
  // As the server does it, so that the address says what is so, not what was clicked.
  const was = params.getAll(name).includes(text);
  params.delete('toggle');
  for (const one of ['force', 'ignore']) params.delete(one, text);
  if (!was) params.append(name, text);
  return params;
}

const nameOf = (control) => control.ariaLabel ?? control.textContent;

// Questions that somebody meant, not each that was typed on the way to one.
function remember(question) {
  const text = question?.trim();
  if (!text || text.length > kMaxAddress) return;
  const others = recents().filter((one) => one !== text);
  keep('recent', JSON.stringify([text, ...others].slice(0, kRecent)));
}

function showRecents() {
  const place = find('#recent');
  if (!place) return;
  const lines = recents().map((text) => {
    const link = document.createElement('a');
    link.href = '/?' + new URLSearchParams({ q: text });
    link.dataset.swap = '';
    link.textContent = text;
    const line = document.createElement('li');
    line.append(link);
    return line;
  });
  find('ul', place).replaceChildren(...lines);
  place.hidden = !lines.length;
}

function swap(html) {
  const open = [...results.querySelectorAll('[open]')];
  const focus = document.activeElement;
  const had = results.contains(focus) && nameOf(focus);
  results.innerHTML = html;
  for (const { id } of open) find('#' + id)?.setAttribute('open', '');
  document.title = find('#answer').dataset.title;
  showRecents();
  if (had === false) return;
  // The same control as it looks now, else the answer.
  const controls = [...results.querySelectorAll('a, button, summary')];
  const same = controls.find((one) => nameOf(one) === had);
  (same ?? find('#main')).focus({ preventScroll: true });
}

// An error of the server says what to do; one of the network does not.
function reasonOf(problem) {
  try {
    const { detail, hint } = JSON.parse(problem);
    return [detail, hint].filter(Boolean).map((one) => one.replace(/\.$/, '')).join('; ');
  } catch { return null; }
}

// Shows the answer to the newest question; what comes too late is dropped.
async function ask(params, live) {
  const turn = ++asked;
  abort?.abort();
  abort = new AbortController();
  const body = new URLSearchParams(params);
  body.set('fragment', 1);
  if (live) {
    body.set('live', 1);
    if (!find('[open]', results)) body.set('brief', 1);
  }
  const post = addressOf(params).length > kMaxAddress;
  results.ariaBusy = true;
  clearTimeout(slow);
  slow = setTimeout(() => say('Still asking…'), kSlowMs);
  try {
    const { signal } = abort;
    const answer = await fetch(...post ? ['/', { method: 'POST', body, signal }]
                                       : ['/?' + body, { signal }]);
    const html = await answer.text();
    if (turn < asked) return;
    if (!answer.ok) throw Error(reasonOf(html) ?? 'status ' + answer.status);
    swap(html);
    // Screen readers hear a verdict when it was asked for, not one a key.
    say((!live && find('#verdict')?.textContent) || '', 'spoken');
  } catch (error) {
    if (turn === asked) {
      say(`No answer: ${error.message}. What is below is older. Enter asks again; in a terminal, ` +
          'dejavu search answers without this server.', 'failed');
    }
  }
  if (turn !== asked) return;
  clearTimeout(slow);
  results.ariaBusy = false;
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
    remember(params.get('q'));
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

// Words of a file are words, not marks, wherever they are pasted.
const plain = ({ textContent }) => textContent.trim().replace(/[\\`*_[\]<>]/g, '\\$&');

function markdownOf(hit) {
  const link = find('h3 a', hit);
  const { id, verdict } = hit.dataset;
  const began = find('time', hit)?.dateTime ?? 'no date';
  const facts = [plain({ textContent: id }), began, verdict].filter(Boolean).join(', ');
  const lines = [...hit.querySelectorAll('.remedy div')].map(
    (one) => `\n- **${plain(one.firstChild)}:** ${plain(one.lastChild).replace(/\s+/g, ' ')}`);
  return `**[${plain(link)}](${link.href})** (${facts})` + lines.join('');
}

// Pages that come over plain HTTP from another machine have no clipboard of the new kind.
function copyByHand(text) {
  const area = document.createElement('textarea');
  const focus = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focus.focus();
  return done ? Promise.resolve() : Promise.reject();
}

function copy(hit, what) {
  if (!hit) return say('First choose a result, with j and k.');
  const text = what === 'link' ? find('h3 a', hit).href : markdownOf(hit);
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
  copied.catch(() => copyByHand(text))
    .then(() => say('Copied.'), () => say('Not copied: ' + text));
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
  if (target.closest('input, textarea, select, dialog, [contenteditable]')) return;
  if (!commands[key] || !keys.checked) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  commands[key]();
});

addEventListener('click', (event) => {
  const { target } = event;
  if (target.dataset.copy) copy(target.closest('.hit'), target.dataset.copy);
  if (target.id === 'show-help') help.showModal();
  if (target.id === 'forget') {
    keep('recent', '[]');
    showRecents();
    say('Forgotten.');
    box.focus();
  }
  // Whoever opens a result has meant the question.
  if (results && target.closest('.hit a')) remember(box.value);
  const link = target.closest('a[data-swap]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const params = paramsOf(link);
  box.value = params.get('q') ?? '';
  go(params);
});

keys.checked = recall('keys') !== 'off';
keys.onchange = () => keep('keys', keys.checked ? 'on' : 'off');
document.documentElement.classList.add('js');

if (results) {
  commit();
  showRecents();
  box.oninput = typed;
  // A folded part that was left out of a brief answer.
  results.addEventListener('toggle', async ({ target }) => {
    if (!target.open || target.children[1]) return;
    const { length } = document.querySelectorAll('.hit');
    await ask(fields(), true);
    // The first of the hits that came stands where the part stood.
    if (target.id === 'more-hits') {
      document.querySelectorAll('.hit h3 a')[length]?.focus({ preventScroll: true });
    }
  }, true);
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
