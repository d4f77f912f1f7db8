// What is asked, as a value: how it becomes a request, and how it is kept in the page's address so that it can be shared.

export const PAGE = 60;
export const MOST = 1000;

/** image: {name, uri} or null, never part of the address; filters: [[field, value], …]. */
export const EMPTY = Object.freeze({ text: "", like: null, image: null, modality: "", filters: [], k: PAGE });

export const isEmpty = (query) => !query.text.trim() && !query.like && !query.image;

export const sameFilter = ([field, value]) => ([otherField, otherValue]) => field === otherField && value === otherValue;

export function toRequest(query) {
  const request = { k: query.k };
  if (query.image) {
    request.image = query.image.uri;
  } else if (query.like) {
    request.mediaId = query.like;
  } else {
    request.text = query.text.trim();
  }
  if (query.modality) {
    request.modalities = [query.modality];
  }
  if (query.filters.length) {
    request.filter = { and: query.filters.map((filter) => ({ eq: filter })) };
  }
  return request;
}

/** `field:text` for texts, `field:=json` for numbers and truth values (and texts that begin with an equals sign). */
const writeFilter = ([field, value]) =>
  typeof value === "string" && !value.startsWith("=") ? `${field}:${value}` : `${field}:=${JSON.stringify(value)}`;

function readFilter(written) {
  const colon = written.indexOf(":");
  if (colon < 1) {
    return null;
  }
  const field = written.slice(0, colon);
  const value = written.slice(colon + 1);
  if (!value.startsWith("=")) {
    return [field, value];
  }
  try {
    const parsed = JSON.parse(value.slice(1));
    return ["string", "number", "boolean"].includes(typeof parsed) ? [field, parsed] : null;
  } catch {
    return null;
  }
}

export function toAddress(query) {
  const parameters = new URLSearchParams();
  if (query.like) {
    parameters.set("like", query.like);
  } else if (query.text.trim() && !query.image) {
    parameters.set("q", query.text.trim());
  }
  if (query.modality) {
    parameters.set("in", query.modality);
  }
  for (const filter of query.filters) {
    parameters.append("f", writeFilter(filter));
  }
  const written = parameters.toString();
  return written ? `?${written}` : "./";
}

export function fromAddress(address) {
  const parameters = new URLSearchParams(address);
  const modality = parameters.get("in") ?? "";
  return {
    ...EMPTY,
    text: parameters.get("q") ?? "",
    like: parameters.get("like"),
    modality: ["image", "text"].includes(modality) ? modality : "",
    filters: parameters.getAll("f").map(readFilter).filter(Boolean),
  };
}
