import { $, h, icon, openDialog } from "./dom.js";
import { bytes, plural } from "./format.js";

/** The dialog that collects pictures and captions; hands them over as [{file?, caption?, preview?}]. */
export function wireUpload(onSubmit) {
  const dialog = $("upload");
  const well = $("well");
  let entries = [];

  const words = () => $("upload-words").value.trim();
  const refresh = () => {
    const n = entries.length || (words() ? 1 : 0);
    $("upload-go").disabled = n === 0;
    $("upload-go").textContent = entries.length ? `Add ${plural(n, "picture")}` : "Add";
    $("caption-only").hidden = entries.length > 0;
  };
  const take = (files) => {
    for (const file of files) {
      const entry = { file, caption: "", preview: file.type.startsWith("image/") ? URL.createObjectURL(file) : null };
      entries.push(entry);
      const row = h(
        "li",
        {},
        entry.preview ? h("img", { src: entry.preview, alt: "" }) : h("span.blank"),
        h(
          "div",
          {},
          h("input", {
            type: "text",
            placeholder: "Caption (optional)",
            oninput: (event) => (entry.caption = event.target.value.trim()),
            aria: { label: `Caption of ${file.name}` },
          }),
          h("small", {}, `${file.name} · ${bytes(file.size)}`),
        ),
        h(
          "button.plain",
          {
            type: "button",
            onclick: () => {
              entries = entries.filter((other) => other !== entry);
              row.remove();
              refresh();
            },
            aria: { label: `Leave out ${file.name}` },
          },
          icon("close"),
        ),
      );
      $("chosen").append(row);
    }
    refresh();
  };
  const open = (files = []) => {
    entries = [];
    $("chosen").replaceChildren();
    $("upload-form").reset();
    openDialog(dialog);
    take(files);
    (dialog.querySelector("#chosen input") ?? $("upload-files")).focus();
  };

  $("add").addEventListener("click", () => open());
  $("upload-words").addEventListener("input", refresh);
  $("upload-files").addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    well.addEventListener(kind, (event) => {
      event.preventDefault();
      well.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      if (kind === "drop") {
        take([...event.dataTransfer.files]);
      }
    });
  }
  $("upload-form").addEventListener("submit", () => {
    onSubmit(entries.length ? entries : [{ caption: words() }]);
    entries = [];
  });
  return { open };
}
