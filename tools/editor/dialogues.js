// Small questions in a <dialog> outside the form, so that Enter in them never posts the draft.
function field(label, attributes) {
  const line = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, attributes);
  if (input.type === "checkbox") line.append(input, " " + label); else line.append(label, input);
  return [line, input];
}

// Opens it; `done` hears the values in order, and nothing when it is closed. `other` is a second button: [label, values].
export function ask(title, fields, done, other) {
  const dialogue = document.createElement("dialog");
  const form = document.createElement("form");
  form.method = "dialog";
  dialogue.className = "gk-ask gk-screen";
  const heading = document.createElement("h2");
  heading.textContent = title;
  heading.id = "gk-ask-title";
  dialogue.setAttribute("aria-labelledby", heading.id);
  form.append(heading);
  const inputs = fields.map(([label, attributes]) => {
    const [line, input] = field(label, attributes);
    form.append(line);
    return input;
  });
  const buttons = document.createElement("p");
  buttons.className = "gk-inline";
  const button = (label, kind, act, type) => {
    const made = document.createElement("button");
    made.type = type || "button";
    made.className = "gk-button " + kind;
    made.textContent = label;
    if (act) made.addEventListener("click", act);
    buttons.append(made);
  };
  let answer = null;
  button("确定", "gk-main", null, "submit");
  if (other) button(other[0], "", () => { answer = other[1]; dialogue.close(); });
  button("取消", "", () => dialogue.close());
  form.append(buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    answer = inputs.map((input) => (input.type === "checkbox" ? input.checked : input.value.trim()));
    dialogue.close();
  });
  dialogue.addEventListener("close", () => {
    dialogue.remove();
    done(answer);
  });
  dialogue.append(form);
  document.body.append(dialogue);
  dialogue.showModal();
  inputs[0].focus();
  inputs[0].select();
}
