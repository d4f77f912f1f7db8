// The gateway's HTTP API (docs/http-api.md). Every refusal arrives as a Problem.

/** An RFC 9457 problem, or its like where the gateway wasn't reached at all (status 0). */
export class Problem extends Error {
  constructor({ status = 0, reason = "unreachable", title = "The gateway can't be reached", detail = "" }) {
    super(detail || title);
    this.status = status;
    this.reason = reason;
    this.title = title;
    this.detail = detail;
  }

  static async of(response) {
    const type = response.headers.get("content-type") ?? "";
    if (!type.includes("json")) {
      return new Problem({ status: response.status, reason: "unexpected", title: `The gateway answered ${response.status}` });
    }
    const { status, reason, title, detail } = await response.json();
    return new Problem({ status: status ?? response.status, reason, title, detail });
  }
}

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem({ detail: "No answer came back." });
  }
  if (!response.ok) {
    throw await Problem.of(response);
  }
  return response.json();
}

const post = (path, body, signal) =>
  call(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal });

export const search = (request, signal) => post("v1/search", request, signal);

const path = (id) => `v1/media/${encodeURIComponent(id)}`;

export const media = (id, signal) => call(path(id), { signal });

export const remove = (id) => call(path(id), { method: "DELETE" });

export const stats = () => call("v1/stats");

/** A page of dead letters; what is empty is not asked for. */
export const deadLetters = (query) =>
  call(`v1/dead-letters?${new URLSearchParams(Object.entries(query).filter(([, value]) => value))}`);

export const deadLetter = (id) => call(`v1/dead-letters/${id}`);

export const replay = (request) => post("v1/dead-letters:replay", request);

const releasePath = (id) => `v1/releases/${encodeURIComponent(id)}`;

export const releases = () => call("v1/releases");

/** Where a file of a release is, such as its gate's report. */
export const releaseFilePath = (id, name) => `${releasePath(id)}/files/${encodeURIComponent(name)}`;

/** A file of a release that is JSON. */
export const releaseFile = (id, name) => call(releaseFilePath(id, name));

export const promote = (id, change) => post(`${releasePath(id)}:promote`, change);

/** Goes back from the live release to the one that stands by. */
export const rollback = (change) => post("v1/releases:rollback", change);

export const rounds = () => call("v1/training-rounds");

export const train = (start) => post("v1/training-rounds", start);

/** Uploads a picture, a caption, or both. */
export function upload({ file, caption }) {
  const form = new FormData();
  if (file) {
    form.append("file", file, file.name || "picture");
  }
  if (caption) {
    form.append("caption", caption);
  }
  return call("v1/media", { method: "POST", body: form });
}

const FINAL = new Set(["searchable", "failed", "deleted"]);

/** Follows an item until its state is final; `onStatus` gets every status on the way. */
export function follow(id, onStatus) {
  return new Promise((resolve, reject) => {
    const source = new EventSource(`${path(id)}/events`);
    let failures = 0;
    const finish = (settle, value) => {
      source.close();
      settle(value);
    };
    source.addEventListener("status", (event) => {
      failures = 0;
      const status = JSON.parse(event.data);
      onStatus(status);
      if (FINAL.has(status.state)) {
        finish(resolve, status);
      }
    });
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED || ++failures >= 5) {
        finish(reject, new Problem({ detail: "The upload was accepted, but its progress can't be followed any more." }));
      }
    });
  });
}

/** The counters, live; `onState` hears "live" and "lost". The browser reconnects by itself. */
export function followStats(onStats, onState) {
  const source = new EventSource("v1/stats/events");
  source.addEventListener("open", () => onState("live"));
  source.addEventListener("stats", (event) => {
    onState("live");
    onStats(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    onState("lost");
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => followStats(onStats, onState), 3000);
    }
  });
}
