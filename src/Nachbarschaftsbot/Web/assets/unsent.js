// Messages that were not acknowledged yet. They stay in the browser until the server has them, and carry their own id, so that
// trying again never doubles one.
const prefix = "nachbar.unsent.";

export class Unsent {
  constructor(chat, me) {
    this.key = `${prefix}${chat}.${me}`;
    if (me) this.#adopt(`${prefix}${chat}.`);
  }

  // What was written before the browser had a session.
  #adopt(key) {
    try {
      const posts = JSON.parse(localStorage.getItem(key) ?? "[]");
      if (posts.length) this.#save([...posts, ...this.all()]);
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  }

  all() {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "[]");
    } catch {
      return this.memory ?? [];
    }
  }

  add(post) {
    this.#save([...this.all(), post]);
  }

  remove(id) {
    this.#save(this.all().filter((post) => post.id !== id));
  }

  #save(posts) {
    this.memory = posts;
    try {
      if (posts.length) localStorage.setItem(this.key, JSON.stringify(posts));
      else localStorage.removeItem(this.key);
    } catch {
      // Without storage messages live as long as the page.
    }
  }
}

// Nothing of anybody stays in the browser.
export function clearAll() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
