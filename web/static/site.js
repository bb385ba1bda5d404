// Small comforts; every page works without them.

function copied(button) {
  const words = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
  }, 2000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // only served over https or from this machine
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.textContent.trim());
    copied(button);
  });
}

// A quotation is there to be read and selected; where one may copy, a click copies it instead.
for (const summary of document.querySelectorAll("[data-quote]")) {
  if (!navigator.clipboard) break;
  summary.addEventListener("click", async (event) => {
    if (summary.textContent === summary.dataset.done) return; // a second click shows what it was
    event.preventDefault();
    await navigator.clipboard.writeText(summary.nextElementSibling.textContent);
    copied(summary);
  });
}

// "/" goes to the search box, as on many sites that people search all day.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("input[name=q]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
