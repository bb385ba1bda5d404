// What the script says, in the language of the page: the words stand in a template of the page.

const found = document.querySelector("template[data-words-of-drawing]");

// The words of a key, with values in the places of their {names}.
export function words(key, values = {}) {
  const said = found?.content.querySelector(`[data-key="${key}"]`)?.textContent ?? "";
  return said.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

// A number as people of the page's language write it.
export function number(value) {
  return value.toLocaleString(document.documentElement.lang);
}
