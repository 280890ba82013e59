// Theme and text size: shown at once here, remembered by the server, which writes them into <html>.
//
// A form `data-display` holds radio buttons named theme (system, light, dark) and text_size (100, 112, 125, 150).

function apply(name: string, value: string): void {
  const root = document.documentElement;
  if (name === "text_size") root.dataset["text"] = value;
  else if (value === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = value;
}

export function startDisplay(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (!field.closest("form[data-display]")) return;
    if (field.name === "theme" || field.name === "text_size") apply(field.name, field.value);
  });
}
