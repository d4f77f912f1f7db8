// What a person can do about a refusal, by the fixed reason in the gateway's answer.
const ADVICE = {
  unreachable: "Check that Weft is running (./weft up), then try again.",
  unavailable: "Kafka or the vector store is away. What was accepted is safe; try again in a moment.",
  unknown_id: "It may have been deleted. Start a new search.",
  already_exists: "Choose another id, or replace the item with PUT.",
  unknown_field: "No item has this attribute: remove the filter.",
  invalid_filter: "Remove the filter and add it again from a result.",
  invalid_text: "Write at least one word.",
  invalid_k: "Ask for fewer results.",
  nothing_to_index: "Add a picture, a caption, or both.",
  empty: "The file has no content: choose another one.",
  too_many_bytes: "Make the file smaller, for example by scaling it down.",
  too_many_pixels: "Scale the picture down.",
  too_many_frames: "Upload a single frame of the animation.",
  too_many_streams: "Export the file with one sound and one picture track.",
  too_long: "Cut the sound or video into shorter ones.",
  text_too_long: "Shorten the caption to at most 64 KiB.",
  unsupported_type: "Upload a PNG, JPEG, GIF, WebP, TIFF or BMP picture.",
  truncated: "The file ends too early: copy or download it again.",
  malformed: "The file is damaged: export or download it again.",
  decoder_timeout: "Export the file in another format, or make it shorter.",
  decoder_failed: "Export the file in another format.",
};

export const advice = (problem) => ADVICE[problem.reason] ?? "";
