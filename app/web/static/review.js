// Keyboard shortcuts: a key clicks the element that has it as data-key, or focuses it if it is a field.
const typing = (element) => element.matches("input, select, textarea");

const chosen = (id) => {
  const selection = document.getSelection();
  const place = document.getElementById(id);
  const inside = place && selection.anchorNode && place.contains(selection.anchorNode);
  return inside ? selection.toString().trim() : "";
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(document.activeElement)) {
    document.activeElement.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  if (!typing(found)) {
    found.click();
    return;
  }
  const words = found.dataset.selected ? chosen(found.dataset.selected) : "";
  if (words) {
    found.value = words;
    found.form.requestSubmit();
    return;
  }
  found.focus();
  found.select();
});

// Copy a number that is selected with the mouse into the field.
document.addEventListener("mouseup", () => {
  for (const field of document.querySelectorAll("[data-selected]")) {
    const words = chosen(field.dataset.selected);
    if (words) field.value = words;
  }
});
