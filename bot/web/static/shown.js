// Draws what a mentor sees, block by block. Text is only ever set as text; a drawing is built of known shapes.
const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "g", "rect", "circle", "path", "text"]);
const HEADINGS = ["h3", "h4", "h5"];

export function show(root, shown) {
  root.replaceChildren(element("h2", shown.title), ...shown.about.map((line) => hint(line)), ...shown.blocks.map(drawn));
}

function drawn(block) {
  switch (block.kind) {
    case "heading": return element(HEADINGS[block.level - 1], block.text);
    case "bullets": return list(block.items);
    case "quote": return quote(block);
    case "figure": return figure(block);
    default: return element("p", block.text);
  }
}

function element(tag, text) {
  const node = document.createElement(tag);
  node.textContent = text;
  return node;
}

function hint(text) {
  const node = element("p", text);
  node.className = "hint";
  return node;
}

function list(items) {
  const node = document.createElement("ul");
  node.append(...items.map((item) => element("li", item)));
  return node;
}

function quote({ text, said }) {
  const node = document.createElement("div");
  node.append(element("blockquote", text), hint(said));
  return node;
}

function figure({ svg, alt }) {
  const node = document.createElement("figure");
  const picture = shape(svg);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", alt);
  node.append(picture);
  return node;
}

function shape([name, attributes, children]) {
  const node = document.createElementNS(SVG, SHAPES.has(name) ? name : "g");
  for (const [key, value] of Object.entries(attributes)) {
    if (!/^on|href|style/i.test(key)) node.setAttribute(key, value);
  }
  node.append(...children.map((child) => (typeof child === "string" ? child : shape(child))));
  return node;
}
