// Keeps an open page fresh: the server says that something is new, and the page reads its parts again.
// It holds no words of its own, and without it every page works by reloading.
"use strict";

(() => {
  const title = document.title;
  const watched = document.body.dataset.case;
  const offline = document.getElementById("offline");
  const ringing = document.getElementById("ringing");
  const live = document.querySelector("[data-live]");

  // Reading again

  let reading = null;
  let readAgain = false;

  async function refresh() {
    if (!live) return;
    if (reading) {
      readAgain = true;
      return;
    }
    reading = fetch(live.dataset.live, { headers: { "X-Live": "1" }, credentials: "same-origin" });
    try {
      const answer = await reading;
      if (answer.status === 401) return leave();
      if (answer.ok) replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      offline.hidden = false;
    } finally {
      reading = null;
      if (readAgain) {
        readAgain = false;
        refresh();
      }
    }
  }

  function replace(fresh) {
    const atEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - 80;
    const before = document.querySelectorAll("#said > li").length;
    for (const part of fresh.querySelectorAll("[id]")) {
      const old = document.getElementById(part.id);
      if (part.hasAttribute("data-keyed")) mergeChildren(old, part);
      else if (part.parentElement === fresh.body && part.id === "acts") replaceActs(old, part);
      else if (part.parentElement === fresh.body && !part.querySelector("[data-keyed]")) swap(old, part);
    }
    if (atEnd && document.querySelectorAll("#said > li").length > before) window.scrollTo(0, document.body.scrollHeight);
  }

  function swap(old, part) {
    if (old && old.outerHTML !== part.outerHTML) old.replaceWith(document.adoptNode(part));
  }

  // Children have ids: what is the same stays, so that focus, selection and a screen reader's place are kept.
  function mergeChildren(old, part) {
    const wanted = new Set(Array.from(part.children, (child) => child.id));
    for (const child of Array.from(old.children)) if (!wanted.has(child.id)) child.remove();
    let place = old.firstElementChild;
    for (const child of Array.from(part.children)) {
      let known = document.getElementById(child.id);
      if (known && known.outerHTML !== child.outerHTML) {
        const next = document.adoptNode(child);
        if (known === place) place = next;
        known.replaceWith(next);
        known = next;
      }
      if (!known) known = document.adoptNode(child);
      if (known === place) place = place.nextElementSibling;
      else old.insertBefore(known, place);
    }
  }

  // The forms change only when the case changed hands; what was typed stays, or is shown as not sent.
  function replaceActs(old, part) {
    if (old.dataset.state === part.dataset.state) return;
    const typed = old.querySelector("#text");
    const words = typed ? typed.value : "";
    old.replaceWith(document.adoptNode(part));
    const field = document.getElementById("text");
    if (field) field.value = words || field.value;
    else if (words.trim()) {
      document.getElementById("unsent-text").value = words;
      document.getElementById("unsent").hidden = false;
    }
    prepareReply();
  }

  // The reply: a draft that outlives an expired session, the length, one click only

  function prepareReply() {
    const field = document.getElementById("text");
    if (!field) return;
    const draft = `draft.${watched}`;
    if (!document.getElementById("problem")) field.value = field.value || sessionStorage.getItem(draft) || "";
    const count = () => {
      const length = field.value.trim().length;
      document.getElementById("text-length").textContent = length ? `${length} / ${field.dataset.longest}` : "";
      if (field.value) sessionStorage.setItem(draft, field.value);
      else sessionStorage.removeItem(draft);
    };
    field.addEventListener("input", count);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) field.form.requestSubmit();
    });
    count();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    if (form.id === "reply") sessionStorage.setItem("sending", watched);
  });

  // Back from a reply without a problem, and not by way of the log-in: the draft has done its work.
  if (watched && sessionStorage.getItem("sending") === watched) {
    const refused = document.getElementById("problem") || document.referrer.includes("/console/login");
    if (!refused) sessionStorage.removeItem(`draft.${watched}`);
  }
  sessionStorage.removeItem("sending");
  document.getElementById("log-out").addEventListener("submit", () => sessionStorage.clear());
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Ringing: a sound, the title and a banner for an urgent case that this operator has not heard of

  const sound = document.getElementById("sound");
  let audio = null;

  function soundIsOn() {
    return localStorage.getItem("sound") !== "off";
  }

  function showSound() {
    sound.hidden = false;
    sound.setAttribute("aria-pressed", String(soundIsOn()));
    sound.textContent = soundIsOn() ? sound.dataset.on : sound.dataset.off;
  }

  sound.addEventListener("click", () => {
    localStorage.setItem("sound", soundIsOn() ? "off" : "on");
    showSound();
    if (soundIsOn()) beep();
  });

  function beep() {
    audio = audio || new AudioContext();
    if (audio.state === "suspended") audio.resume();
    for (const [start, pitch] of [[0, 880], [0.25, 660], [0.5, 880]]) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + start);
      tone.stop(audio.currentTime + start + 0.18);
    }
  }

  function ring(urgent) {
    const heard = new Set(JSON.parse(sessionStorage.getItem("heard") || "[]"));
    const unheard = urgent.filter((name) => !heard.has(name));
    sessionStorage.setItem("heard", JSON.stringify(urgent));
    document.title = urgent.length ? `(${urgent.length}) ${title}` : title;
    if (!urgent.length) ringing.hidden = true;
    const elsewhere = unheard.map((name) => name.split(":")[0]).filter((number) => number !== watched);
    if (elsewhere.length) {
      const link = document.createElement("a");
      link.href = `/console/cases/${elsewhere[0]}`;
      link.textContent = elsewhere[0];
      ringing.replaceChildren(`${ringing.dataset.text} `, link);
      ringing.hidden = false;
    }
    if (unheard.length && soundIsOn()) beep();
  }

  // Listening

  function leave() {
    location.assign(`/console/login?next=${encodeURIComponent(location.pathname)}`);
  }

  async function whyClosed() {
    try {
      const answer = await fetch("/api/session", { credentials: "same-origin" });
      if (answer.ok && !(await answer.json()).operator) return leave();
    } catch {
      // The server is away; listen() tries again.
    }
    setTimeout(listen, 5000);
  }

  function listen() {
    const source = new EventSource(watched ? `/api/events?case=${watched}` : "/api/events");
    source.onopen = () => {
      offline.hidden = true;
      document.body.dataset.listening = "yes";
    };
    source.onerror = () => {
      offline.hidden = false;
      if (source.readyState === EventSource.CLOSED) whyClosed();
    };
    source.addEventListener("queue", (event) => {
      ring(JSON.parse(event.data).urgent);
      if (!watched) refresh();
    });
    source.addEventListener("case", refresh);
  }

  showSound();
  prepareReply();
  listen();
  setInterval(refresh, 60000); // waiting times grow without any news
})();
