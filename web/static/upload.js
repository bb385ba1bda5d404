// Files are dropped, listed and sent with a bar; without this the form does as well.

const form = document.querySelector("form[data-upload]");
const input = form.querySelector("input[type=file]");
const chosen = form.querySelector("[data-chosen]");
const sending = form.querySelector("[data-sending]");
const drop = form.querySelector(".drop");
const most = Number(form.dataset.most);
const all = Number(form.dataset.all);

function say(...names) {
  for (const words of form.querySelectorAll("[data-when]")) {
    words.hidden = !names.includes(words.dataset.when);
  }
}

function readable(size) {
  if (size < 1e3) return `${size} B`;
  return size < 1e6 ? `${Math.round(size / 1e3)} KB` : `${(size / 1e6).toFixed(1)} MB`;
}

function line(file) {
  const item = document.createElement("li");
  item.textContent = `${file.name} · ${readable(file.size)}`;
  item.classList.toggle("fault", file.size > most);
  return item;
}

function list() {
  const files = [...input.files];
  chosen.replaceChildren(...files.map(line));
  const isTooMuch = files.reduce((sum, file) => sum + file.size, 0) > all;
  say(isTooMuch && "all-too-large", files.some((file) => file.size > most) && "file-too-large");
  form.querySelector("button").disabled = isTooMuch;
}

function add(files) {
  const both = new DataTransfer();
  for (const file of [...input.files, ...files]) both.items.add(file);
  input.files = both.files;
  list();
}

function show(sent, total) {
  const bar = sending.querySelector("progress");
  bar.max = total;
  bar.value = sent;
  sending.querySelector("[data-share]").textContent = `${Math.floor((100 * sent) / total)}%`;
}

function end(isSending) {
  sending.hidden = !isSending;
  form.querySelector("button").disabled = isSending;
}

function answered(request) {
  if (request.status < 400) return location.assign(request.responseURL);
  end(false);
  const words = { 401: "signed-out", 403: "signed-out", 413: "all-too-large" };
  say(words[request.status] ?? "failed");
}

function send(event) {
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "text/html");
  request.upload.addEventListener("progress", ({ loaded, total }) => show(loaded, total));
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => {
    end(false);
    say("failed");
  });
  say();
  end(true);
  request.send(new FormData(form));
}

form.querySelector("[data-only-script]").hidden = false;
input.addEventListener("change", list);
form.addEventListener("submit", send);
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
addEventListener("pageshow", list); // a browser that comes back may have kept what was chosen
