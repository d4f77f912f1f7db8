import { $ } from "./dom.js";
import { Problem } from "./api.js";

const isPicture = (file) => file.type.startsWith("image/");

export function readAsDataUri(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () =>
      reject(new Problem({ reason: "unreadable", title: "The file can't be read", detail: `${file.name}: ${reader.error.message}` }));
    reader.readAsDataURL(file);
  });
}

/** Pictures that come in from outside: chosen, pasted, or dropped on one of two zones. */
export function wirePictures({ onSearch, onAdd }) {
  $("choose").addEventListener("click", () => $("choose-file").click());
  $("choose-file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) {
      onSearch(file);
    }
  });
  addEventListener("paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(isPicture);
    if (file) {
      event.preventDefault();
      onSearch(file);
    }
  });
  wireDrop({ onSearch, onAdd });
}

function wireDrop({ onSearch, onAdd }) {
  const zones = $("dropzones");
  let depth = 0; // dragenter and dragleave come for every element on the way
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && !document.querySelector("dialog[open]");
  const light = (target) => {
    for (const zone of zones.children) {
      zone.classList.toggle("over", zone === target);
    }
  };
  const hide = () => {
    depth = 0;
    zones.hidden = true;
  };

  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) {
      event.preventDefault();
      depth++;
      zones.hidden = false;
    }
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event) && --depth <= 0) {
      hide();
    }
  });
  addEventListener("dragover", (event) => {
    event.preventDefault(); // also beside the zones: a missed drop must not make the browser leave the page
    light(event.target.closest?.(".zone"));
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const zone = event.target.closest?.(".zone");
    hide();
    if (!files.length || event.target.closest?.("dialog")) {
      return;
    }
    if (zone?.dataset.drop === "add") {
      onAdd(files);
    } else {
      onSearch(files[0]);
    }
  });
}
