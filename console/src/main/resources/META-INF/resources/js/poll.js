// Asking again and again, without asking in vain too often.
const SHORTEST_MILLIS = 1000;
const LONGEST_MILLIS = 20000;
const GROWTH = 1.6;

/**
 * Asks now and from then on: at once a second while answers change, ever more rarely while they don't or none comes, and not while nobody sees the page.
 *
 * @param ask resolves to whether its answer was another one than before; throws nothing
 * @returns {now(), end()}
 */
export function poll(ask) {
  let wait = SHORTEST_MILLIS;
  let timer = 0;
  let asking = false;
  let wanted = false; // somebody asked for the answer while another was on its way, which may be older
  let ended = false;

  const later = () => {
    clearTimeout(timer);
    if (!ended && !document.hidden) {
      timer = setTimeout(now, wanted ? 0 : wait);
    }
  };
  async function now() {
    if (asking) {
      wanted = true;
      return;
    }
    clearTimeout(timer);
    asking = true;
    wanted = false;
    wait = (await ask()) ? SHORTEST_MILLIS : Math.min(LONGEST_MILLIS, wait * GROWTH);
    asking = false;
    later();
  }

  document.addEventListener("visibilitychange", () => !document.hidden && !ended && now());
  now();
  return {
    now() {
      wait = SHORTEST_MILLIS;
      return now();
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}
