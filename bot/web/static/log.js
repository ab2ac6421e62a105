// Draws what was said. Text is only ever set as text, never as HTML.

// A run of lines that begin with "- " is a list; every other run is a paragraph.
function blocks(text) {
  const nodes = [];
  for (const line of text.split("\n")) {
    const item = line.startsWith("- ");
    const last = nodes.at(-1);
    if (!line.trim()) nodes.push(null);
    else if (item && last?.tagName === "UL") last.append(element("li", line.slice(2)));
    else if (item) nodes.push(list(line.slice(2)));
    else if (last?.tagName === "P") last.textContent += `\n${line}`;
    else nodes.push(element("p", line));
  }
  return nodes.filter(Boolean);
}

function list(first) {
  const node = document.createElement("ul");
  node.append(element("li", first));
  return node;
}

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function bubble(who, kind, text) {
  const node = document.createElement("div");
  node.className = `said ${kind}`;
  const name = element("span", who);
  name.className = "who";
  node.append(name, ...blocks(text));
  return node;
}

export class Log {
  constructor(root, texts) {
    Object.assign(this, { root, texts, shown: new Set() });
  }

  clear() {
    this.root.replaceChildren();
    this.shown.clear();
  }

  has(id) {
    return this.shown.has(id);
  }

  own(id) {
    return this.root.querySelector(`[data-mine="${CSS.escape(id)}"]`);
  }

  mine(id, text, sent) {
    let node = this.own(id);
    if (!node) {
      node = bubble(this.texts.you, "mine", text);
      node.dataset.mine = id;
      this.root.append(node);
    }
    node.classList.toggle("unsent", !sent);
    return node;
  }

  exchange(exchange) {
    if (this.has(exchange.id)) return null;
    this.shown.add(exchange.id);
    if (exchange.said !== null) this.mine(exchange.id, exchange.said, true);
    return this.theirs(exchange);
  }

  // What Canary says last: nothing of what came before stays on the screen.
  only(exchange) {
    this.clear();
    return this.theirs(exchange);
  }

  theirs(exchange) {
    let first = null;
    for (const reply of exchange.replies) {
      const node = bubble(this.texts.canary, "theirs", reply.text);
      first ??= node;
      this.root.append(node);
    }
    return first;
  }
}
