// The two things a person may ask of a release: going back, and promoting against the gate.
import { promote, rollback } from "../api.js";
import { $, openDialog } from "../dom.js";
import { plain } from "../format.js";
import { inform } from "../notices.js";

const BY = "console";

/** Wires the dialog; `onChanged` is called once the gateway has taken a wish. */
export function wireChange(onChanged) {
  const dialog = $("change");
  const reason = $("change-reason");
  let send = async () => {};

  const refuse = (text) => {
    $("change-refused").hidden = !text;
    $("change-refused").textContent = text;
  };
  const ask = ({ title, text, label, required, go }) => {
    $("change-title").textContent = title;
    $("change-text").textContent = text;
    $("change-go").textContent = go;
    $("change-label").textContent = label;
    reason.required = required;
    reason.value = "";
    refuse("");
    openDialog(dialog);
  };
  const change = () => ({ reason: reason.value.trim() || undefined, by: BY });

  $("change-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    $("change-go").disabled = true;
    try {
      await send();
      dialog.close();
      onChanged();
    } catch (problem) {
      refuse(plain(problem.detail || problem.title));
    } finally {
      $("change-go").disabled = false;
    }
  });

  return {
    rollback(live, standby) {
      send = async () => {
        const given = await rollback(change());
        inform("Going back", `${plain(given.id)} is given up; searches are answered by ${plain(standby.id)} in a moment.`);
      };
      ask({
        title: `Go back to ${plain(standby.id)}?`,
        text: `Searches are answered by ${plain(standby.id)} at once. ${plain(live.id)} is given up and its index is dropped: to have it again, it must be trained or imported anew.`,
        label: "Why (kept with the release)",
        required: false,
        go: "Roll back",
      });
    },
    promote(release) {
      send = async () => {
        const taken = await promote(release.id, change());
        inform("Promoted", `${plain(taken.id)} is on its way to be live.`);
      };
      ask({
        title: `Promote ${plain(release.id)} against the gate?`,
        text: `The gate rejected it: ${plain(release.reason)}`,
        label: "Why it shall go live all the same (required, kept with the release)",
        required: true,
        go: "Promote",
      });
    },
  };
}
