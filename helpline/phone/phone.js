// The worker's phone: sends what is written, shows what arrives. It keeps its own random id, as a phone keeps its account.
"use strict";

const screen = document.getElementById("screen");
const text = document.getElementById("text");
const trouble = document.getElementById("trouble");
const shown = new Set();
const LOOK_EVERY_MS = 500;

async function phone() {
  let id = localStorage.getItem("phone");
  if (!id) {
    id = (await (await fetch("/phones", { method: "POST" })).json()).phone;
    localStorage.setItem("phone", id);
  }
  return id;
}

async function send(what) {
  const body = JSON.stringify({ id: crypto.randomUUID(), ...what });
  const url = `/phones/${await phone()}/messages`;
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
  if (!answer.ok) throw new Error(answer.status);
  await look();
}

function row(className, words) {
  const element = document.createElement("div");
  element.className = className;
  element.textContent = words;
  screen.append(element);
  return element;
}

function show(message) {
  const words = message.kind === "button" ? pressed(message) : message.text;
  const element = row(`message ${message.from}`, words);
  element.dataset.id = message.id;
  if (!message.buttons.length) return;
  const buttons = row("buttons", "");
  for (const button of message.buttons.flat()) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = button.text;
    element.dataset.payload = button.payload;
    element.addEventListener("click", () =>
      guarded(() => send({ kind: "button", text: button.text, payload: button.payload })));
    buttons.append(element);
  }
}

function pressed(message) {
  return message.text || "•";
}

async function look() {
  const answer = await fetch(`/phones/${await phone()}/messages`);
  const fresh = (await answer.json()).filter((message) => !shown.has(message.id));
  for (const message of fresh) {
    shown.add(message.id);
    show(message);
  }
  if (fresh.length) screen.scrollTop = screen.scrollHeight;
}

async function guarded(act) {
  try {
    await act();
    trouble.hidden = true;
  } catch {
    trouble.hidden = false;
  }
}

document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  guarded(async () => {
    await send({ kind: "text", text: words });
    text.value = "";
  });
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    document.getElementById("form").requestSubmit();
  }
});
document.getElementById("new").addEventListener("click", () => {
  localStorage.removeItem("phone");
  shown.clear();
  screen.replaceChildren();
  guarded(look);
});
guarded(look);
setInterval(() => guarded(look), LOOK_EVERY_MS);
