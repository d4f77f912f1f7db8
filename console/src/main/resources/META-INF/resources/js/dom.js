// The only place that makes elements. Text goes in as text nodes: nothing that a server or a user says is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

export const $ = (id) => document.getElementById(id);

/**
 * Makes an element: `h("button.plain", {type: "button", onclick}, "Text", child)`.
 * Properties are set as DOM properties; `data` and `aria` are maps of attributes; empty children are left out.
 */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) {
    element.className = classes.join(" ");
  }
  const { data = {}, aria = {}, ...rest } = properties;
  Object.assign(element, rest);
  Object.assign(element.dataset, data);
  for (const [key, value] of Object.entries(aria)) {
    element.setAttribute(`aria-${key}`, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** Makes an element of a drawing: `svg("path", {d: "M0 0h9", class: "line"})`. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const icon = (name) => svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));

/** A picture that shows small ones with air around them and large ones from edge to edge. */
export function picture(src, alt = "") {
  const image = h("img", { alt, loading: "lazy", decoding: "async", draggable: false });
  image.addEventListener("load", () => image.classList.toggle("photo", Math.min(image.naturalWidth, image.naturalHeight) >= 200));
  image.src = src;
  return image;
}

/** Opens a dialog that also closes by its own buttons and by a click beside it. */
export function openDialog(dialog) {
  if (!dialog.dataset.wired) {
    dialog.dataset.wired = "yes";
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    dialog.addEventListener("pointerdown", (event) => {
      if (event.target === dialog) {
        dialog.close();
      }
    });
  }
  dialog.showModal();
}
